const db = require('../db');

exports.up = async function () {
  const { rows } = await db.query('SELECT id FROM invoices WHERE total IS NULL');
  for (const row of rows) {
    await db.query('UPDATE invoices SET total = 0 WHERE id = $1', [row.id]);
  }
};

exports.down = async function () {
  // Nothing to take back.
};
