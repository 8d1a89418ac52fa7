const knex = require('knex');

const url = process.env.DATABASE_URL;
const isManaged = Boolean(url) && (url.includes('.render.com') || url.includes('.supabase.co'));
const useSsl = isManaged || process.env.DB_SSL === 'true';

module.exports = knex({
  client: 'pg',
  connection: {
    connectionString: url,
    ssl: useSsl ? { rejectUnauthorized: false } : false,
    application_name: process.env.DB_APPLICATION_NAME,
  },
  pool: { min: 0, max: 20, acquireTimeoutMillis: 30000, idleTimeoutMillis: 30000 },
});
