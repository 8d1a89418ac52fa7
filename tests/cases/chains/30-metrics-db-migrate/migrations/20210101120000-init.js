exports.up = function (db, cb) {
  db.runSql(`
    CREATE TABLE client_metrics (app_name text, feature text, hour timestamptz, yes bigint DEFAULT 0, no bigint DEFAULT 0);
    ALTER TABLE client_metrics ADD CONSTRAINT client_metrics_pkey PRIMARY KEY (app_name, feature, hour);
    DO $$ DECLARE c text; BEGIN FOREACH c IN ARRAY ARRAY['yes', 'no'] LOOP EXECUTE format('ALTER TABLE client_metrics ALTER COLUMN %I SET NOT NULL', c); END LOOP; END $$;
  `, cb);
};
exports.down = (db, cb) => db.runSql('DROP TABLE client_metrics', cb);
