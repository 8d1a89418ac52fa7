const knex = require('knex');

const url = process.env.DATABASE_URL || '';

module.exports = knex({
  client: 'pg',
  connection: {
    connectionString: url,
    ssl: url.includes('localhost') ? false : { rejectUnauthorized: false },
  },
  pool: { min: 0, max: 25, acquireTimeoutMillis: 15000 },
});
