const { Pool } = require('pg');

exports.up = async function (knex) {
  const pool = new Pool({ connectionString: process.env.LEGACY_URL });
  const { rows } = await pool.query('SELECT email FROM customers');
  await knex('users').insert(rows);
};

exports.down = async function (knex) {
  await knex('users').whereNotNull('email').del();
};
