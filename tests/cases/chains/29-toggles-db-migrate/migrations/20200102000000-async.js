exports.up = async (db) => {
  await db.runSql('ALTER TABLE features ADD COLUMN type text DEFAULT \'release\'::character varying');
  await db.runSql('ALTER TABLE features ALTER COLUMN enabled DROP DEFAULT, ALTER COLUMN enabled TYPE boolean USING enabled::int::boolean');
};
exports.down = async (db) => { await db.runSql('ALTER TABLE features DROP COLUMN type'); };
