const fs = require('fs');
const path = require('path');
exports.up = async (knex) => {
  const sql = fs.readFileSync(path.join(__dirname, 'sql', '5_up.sql'), 'utf8');
  await knex.raw(sql);
  const more = fs.readFileSync(path.resolve(__dirname, '../migrations/sql/5_more.sql')).toString();
  for (const statement of more.split(';').map((s) => s.trim()).filter(Boolean)) await knex.raw(statement);
};
exports.down = async () => {};
