DROP TABLE "votes";
