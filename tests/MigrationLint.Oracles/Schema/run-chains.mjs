// node run-chains.mjs MODULES JOBS.json
// Runs chains of migrations with the real tools, each chain on a database of its own, every file alone and past the files that fail.
// A job is {id, url, steps: [{tool, folders, only?, psql?, seed?}]}. Prints one JSON line per chain:
// {id, files, failures: [{file, code, message, first, last, line}]}, lines counted from 1 and left out where the tool does not know them.
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import path from 'node:path';
import { knexRunner } from './run-knex.mjs';
import { runDbMigrate } from './run-db-migrate.mjs';
import { isSqlTool, runSql } from './run-sql.mjs';

const [modules, jobsFile] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'index.js'));
process.env.NODE_PATH = path.join(path.resolve(modules), 'node_modules'); // for files that the tools load where they lie
Module._initPaths();
process.env.NODE_ENV = 'test';
process.on('unhandledRejection', () => {}); // of what a migration does not wait for
const print = console.log;
console.log = console.info = console.debug = console.warn = console.error = () => {}; // migrations talk
const runKnex = knexRunner(require, modules);

for (const job of JSON.parse(readFileSync(jobsFile, 'utf8'))) {
  const failures = [];
  let files = 0;
  for (const step of job.steps) {
    if (step.seed) await (await import(step.seed)).default(job.url, require, runKnex.load);
    const run = isSqlTool(step.tool) ? runSql : step.tool === 'db-migrate' ? runDbMigrate : runKnex;
    files += await run({ ...step, url: job.url, require, fail: failure => failures.push(failure) });
  }
  print(JSON.stringify({ id: job.id, files, failures }));
}
process.exit(0);
