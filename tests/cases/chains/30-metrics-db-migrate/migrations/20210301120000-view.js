exports.up = (db, cb) => db.runSql('CREATE OR REPLACE VIEW metrics_by_app AS SELECT app_name, sum(yes) AS yes, count(*) AS n FROM client_metrics GROUP BY app_name;', cb);
exports.down = (db, cb) => db.runSql('DROP VIEW metrics_by_app', cb);
