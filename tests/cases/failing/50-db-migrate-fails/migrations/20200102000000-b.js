exports.up = (db, cb) => db.runSql('ALTER TABLE flags ADD COLUMN on_ boolean', cb);
exports.down = (db, cb) => cb();
