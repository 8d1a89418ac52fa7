// The real db-migrate over a folder. It stops at the first failure; that file is then written down as if it had run, and db-migrate goes on.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { half } from './halves.mjs';

export async function runDbMigrate({ url, folders: [folder], only, require, fail }) {
  const { Client } = require('pg');
  require('db-migrate-shared').log.setLogLevel('error');
  const files = readdirSync(folder).filter(name => /\.(js|cjs)$/.test(name)).sort();
  const mine = half(files, only);
  const at = new URL(url);
  const connect = async work => { const db = new Client({ connectionString: url }); await db.connect(); try { return await work(db); } finally { await db.end(); } };
  const note = (db, name) => db.query('insert into migrations (name, run_on) values ($1, now())', ['/' + name.replace(/\.c?js$/, '')]);
  await connect(async db => {
    await db.query('create table if not exists migrations (id serial primary key, name varchar(255) not null, run_on timestamp not null)');
    for (const name of files) if (!mine.includes(name)) await note(db, name);
  });
  for (;;) {
    const tool = require('db-migrate').getInstance(true, {
      cwd: path.dirname(folder), env: 'custom', throwUncatched: true, cmdOptions: { 'migrations-dir': folder, 'log-level': 'error' },
      config: { custom: { driver: 'pg', host: at.hostname, port: +at.port, user: at.username, database: at.pathname.slice(1) } },
    });
    tool.silence(true);
    try {
      // What a migration throws in a callback of its own reaches nobody but the process.
      await new Promise((done, failed) => { process.once('uncaughtException', failed); tool.up().then(done, failed); });
      break;
    } catch (error) {
      await connect(async db => {
        const done = new Set((await db.query('select name from migrations')).rows.map(row => row.name));
        const name = mine.find(file => !done.has('/' + file.replace(/\.c?js$/, '')));
        if (!name) throw error;
        fail({ file: path.join(folder, name), code: error?.code, message: String(error?.message ?? error) });
        await note(db, name);
      });
    } finally {
      process.removeAllListeners('uncaughtException');
    }
  }
  await connect(db => db.query('drop table migrations'));
  return mine.length;
}
