var dbm, type, seed;
exports.setup = function (options, seedLink) { dbm = options.dbmigrate; type = dbm.dataType; seed = seedLink; };
exports.up = function (db) {
  return db.runSql('ALTER TABLE environments RENAME TO stages').then(() => db.runSql('ALTER TABLE feature_environments RENAME COLUMN environment TO stage'));
};
exports.down = function () { return null; };
