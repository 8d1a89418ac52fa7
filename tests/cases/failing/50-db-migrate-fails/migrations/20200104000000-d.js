exports.up = async (db) => {
  await db.runSql('CREATE TABLE flags (name text PRIMARY KEY)');
};
exports.down = async () => {};
