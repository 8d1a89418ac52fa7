COMMENT ON COLUMN devices.owner IS 'who';
