// Writes statements that PostgreSQL accepts as a folder of migrations: node sql-files.mjs NODE_MODULES LIST_OF_FILES FOLDER STATEMENTS_PER_FILE
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { filesOf, statementsOf } from './Sql/sql-sources.mjs';

const [modules, list, folder, perFile] = process.argv.slice(2);
const require = createRequire(path.resolve(modules) + '/x.js'), pg = require('libpg-query'), acorn = require('acorn');
await pg.loadModule();
const accepts = sql => { try { return pg.parseSync(sql).stmts?.length > 0; } catch { return false; } };
let number = 0;
for (const file of filesOf('@' + list)) {
  const statements = statementsOf(file, { psql: file.includes('regress'), accepts, acorn }).filter(statement => accepts(statement.text));
  for (let i = 0; i < statements.length; i += +perFile) {
    const name = `${String(20200101000000 + number++)}_${path.basename(file).replace(/\W+/g, '_')}.sql`;
    fs.writeFileSync(path.join(folder, name), statements.slice(i, i + +perFile).map(statement => statement.text + '\n;\n').join('\n'));
  }
}
