drop schema media;
