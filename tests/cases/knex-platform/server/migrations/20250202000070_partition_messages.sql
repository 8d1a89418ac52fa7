CREATE TABLE messages_archive (LIKE messages INCLUDING DEFAULTS) PARTITION BY RANGE (created_at);
