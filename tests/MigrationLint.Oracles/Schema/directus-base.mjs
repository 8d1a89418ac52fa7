// node directus-base.mjs MODULES PACKAGE URL
// Runs Directus' own seed, which makes the tables that its migrations start from, and prints the statements that it sent.
import { createRequire } from 'node:module';
import path from 'node:path';
import { knexRunner } from './run-knex.mjs';

const [modules, folder, url] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'index.js'));
const seed = await knexRunner(require, modules).load(path.resolve(folder, 'dist/database/seeds/run.js'));
const knex = require('knex')({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
const statements = [];
knex.on('query', query => { if (/^(create|alter|comment)/i.test(query.sql)) statements.push(query.sql + ';'); });
await seed.default(knex);
await knex.destroy();
console.log(statements.join('\n'));
process.exit(0);
