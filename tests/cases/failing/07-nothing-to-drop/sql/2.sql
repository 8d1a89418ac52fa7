drop index songs_id;
