'use strict';
exports.up = function (db, callback) {
  db.runSql(
    `CREATE TABLE IF NOT EXISTS features (
      name varchar(255) PRIMARY KEY NOT NULL,
      enabled integer DEFAULT 0,
      created_at timestamp WITH TIME ZONE NOT NULL DEFAULT now()
    );
    CREATE INDEX IF NOT EXISTS features_enabled ON features (enabled);`,
    callback,
  );
};
exports.down = function (db, callback) { db.runSql('DROP TABLE features', callback); };
