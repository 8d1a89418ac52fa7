UPDATE contacts SET name = external_id WHERE name IS NULL;
