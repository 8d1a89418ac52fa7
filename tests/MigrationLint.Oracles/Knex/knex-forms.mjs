// node knex-forms.mjs MODULES PROJECT URL [RUNS]
// Runs the real knex over PROJECT/migrations and prints as JSON what became of it:
// one {error, code} per run, then the ledger's names and the tables in the database.
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules, project, url, runs = '1'] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'index.js'));
process.env.DATABASE_URL = url;
const log = { warn() {}, error() {}, debug() {}, deprecate() {} };
const knex = require('knex')({
  client: 'pg', connection: url, pool: { min: 0, max: 2 }, log,
  migrations: { directory: path.join(project, 'migrations') },
});

const outcomes = [];
for (let run = 0; run < Number(runs); run++) {
  try {
    await knex.migrate.latest();
    outcomes.push({});
  } catch (error) {
    outcomes.push({ error: error.message, code: error.code });
  }
}

// What runs unawaited or through another pool may end later.
await new Promise((resolve) => setTimeout(resolve, 200));
const ledger = await knex('knex_migrations').orderBy('id').pluck('name').catch(() => []);
const tables = await knex('pg_tables').where({ schemaname: 'public' }).whereNot('tablename', 'like', 'knex%').orderBy('tablename').pluck('tablename');
console.log(JSON.stringify({ outcomes, ledger, tables }));
await knex.destroy();
process.exit(0);
