-- A second attempt at the same table, with another shape.
CREATE TABLE IF NOT EXISTS devices (
    id BIGSERIAL PRIMARY KEY,
    serial_no TEXT NOT NULL,
    owner_id INTEGER
);

CREATE INDEX IF NOT EXISTS idx_devices_serial ON devices (serial_no);
CREATE INDEX IF NOT EXISTS idx_devices_owner ON devices (owner_id);
