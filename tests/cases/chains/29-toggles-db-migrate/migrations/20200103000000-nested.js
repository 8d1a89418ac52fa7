exports.up = function (db, cb) {
  db.runSql('CREATE TABLE environments (name varchar(100) PRIMARY KEY)', function (err) {
    if (err) return cb(err);
    db.runSql("INSERT INTO environments VALUES (?), (?)", ['dev', 'prod'], () => {
      db.runSql('CREATE TABLE feature_environments (feature varchar(255) REFERENCES features (name) ON DELETE CASCADE, environment varchar(100) REFERENCES environments, PRIMARY KEY (feature, environment))', cb);
    });
  });
};
exports.down = (db, cb) => db.runSql('DROP TABLE feature_environments; DROP TABLE environments', cb);
exports._meta = { version: 1 };
