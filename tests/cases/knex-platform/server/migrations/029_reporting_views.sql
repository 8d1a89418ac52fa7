CREATE VIEW open_conversations AS SELECT id, channel_id FROM conversations WHERE closed_at IS NULL;
