exports.up = (db, cb) => db.runSql('CREATE TABLE flags (name text PRIMARY KEY); CREATE TABLE flags (name text)', cb);
exports.down = (db, cb) => cb();
