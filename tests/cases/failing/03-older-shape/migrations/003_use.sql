ALTER TABLE devices ADD COLUMN IF NOT EXISTS owner_id UUID;
CREATE INDEX IF NOT EXISTS idx_devices_owner ON devices (owner_id);
