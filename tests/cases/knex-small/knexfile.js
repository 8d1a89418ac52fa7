const url = process.env.DATABASE_URL;

module.exports = {
  development: {
    client: 'pg',
    connection: { connectionString: url, ssl: false },
    pool: { min: 2, max: 10 },
    migrations: { directory: './migrations', tableName: 'knex_migrations' },
  },
  production: {
    client: 'pg',
    connection: { connectionString: url, ssl: { rejectUnauthorized: false } },
    pool: { min: 2, max: 10, acquireTimeoutMillis: 60000 },
    migrations: { directory: './migrations', tableName: 'knex_migrations' },
  },
};
