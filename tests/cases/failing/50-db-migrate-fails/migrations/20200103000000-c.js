exports.up = async (db) => {
  await db.runSql('CREATE TABLE flags (name text PRIMARY KEY)');
  await db.runSql('CREATE INDEX flags_state ON flags (state)');
};
exports.down = async () => {};
