require('dotenv').config();

const pool = { min: 2, max: 10, acquireTimeoutMillis: 60000, idleTimeoutMillis: 30000 };

module.exports = {
  development: {
    client: 'pg',
    connection: { connectionString: process.env.DATABASE_URL, ssl: { rejectUnauthorized: false } },
    pool,
    migrations: { directory: './migrations', tableName: 'knex_migrations' },
  },
  production: {
    client: 'pg',
    connection: { connectionString: process.env.DATABASE_URL, ssl: { rejectUnauthorized: false } },
    pool,
    migrations: { directory: './migrations', tableName: 'knex_migrations' },
  },
};
