// Files of SQL as the tools send them: their order, the part of a file that goes up, and whether it is one transaction. psql does the rest;
// Drizzle's files are cut at its breakpoints and sent statement by statement, and some tools send all in one string.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { splitPsql } from '../Sql/psql-split.mjs';
import { half } from './halves.mjs';

const byNumber = (a, b) => Number(/\d+/.exec(a)?.[0] ?? 0) - Number(/\d+/.exec(b)?.[0] ?? 0) || (a < b ? -1 : 1);
const version = name => /^V([\d._]+?)__/.exec(name)[1].split(/[._]/).map(Number);
const byVersion = (a, b) => { const x = version(a), y = version(b); for (let i = 0; i < 4; i++) if ((x[i] ?? 0) !== (y[i] ?? 0)) return (x[i] ?? 0) - (y[i] ?? 0); return 0; };
const list = (folder, pattern) => readdirSync(folder).filter(name => pattern.test(name)).sort();
const inFolders = (folder, name) => list(folder, /./).filter(sub => existsSync(path.join(folder, sub, name))).map(sub => `${sub}/${name}`);

const order = {
  plain: folder => list(folder, /(?<!\.down)\.sql$/),
  numeric: folder => list(folder, /(?<!\.down)\.sql$/).sort(byNumber),
  flyway: folder => [...list(folder, /^V.*__.*\.sql$/).sort(byVersion), ...list(folder, /^R__.*\.sql$/)],
  dbmate: folder => list(folder, /^\d+.*\.sql$/),
  goose: folder => list(folder, /^\d+_.*\.sql$/).sort(byNumber),
  'golang-migrate': folder => list(folder, /^\d+_.*\.up\.sql$/).sort(byNumber),
  prisma: folder => inFolders(folder, 'migration.sql'),
  diesel: folder => inFolders(folder, 'up.sql').sort((a, b) => (a.replace(/-/g, '') < b.replace(/-/g, '') ? -1 : 1)),
  supabase: folder => list(folder, /^\d+_.*\.sql$/),
  'node-pg-migrate': folder => list(folder, /\.sql$/),
  sqitch: folder => readFileSync(path.join(folder, 'sqitch.plan'), 'utf8').split('\n').filter(line => /^[^%#@\s]/.test(line)).map(line => `deploy/${line.split(/\s/)[0]}.sql`),
  drizzle: folder => JSON.parse(readFileSync(path.join(folder, 'meta/_journal.json'), 'utf8')).entries.map(entry => `${entry.tag}.sql`),
};

export const isSqlTool = tool => tool in order;

// The lines between two markers; the others are left empty, so that lines keep their numbers.
function section(text, begin, end) {
  let on = false;
  return text.split('\n').map(line => {
    if (begin.test(line)) { on = true; return ''; }
    if (end.test(line)) { on = false; return ''; }
    return on ? line : '';
  }).join('\n');
}

function read(tool, file) {
  const text = readFileSync(file, 'utf8');
  const managesItself = /^[^-\n]*\bconcurrently\b|^ *(begin|commit|start transaction) *(transaction|work)? *;|^ *vacuum\b/im.test(text);
  switch (tool) {
    case 'dbmate': {
      const transaction = !/^--\s*migrate:up.*transaction:\s*false/m.test(text);
      return { text: section(text, /^--\s*migrate:up/, /^--\s*migrate:down/), transaction, isString: !transaction };
    }
    case 'golang-migrate': case 'prisma': return { text, isString: true };
    case 'goose': return { text: section(text, /^--\s*\+goose\s+up/i, /^--\s*\+goose\s+down/i), transaction: !/\+goose\s+no\s+transaction/i.test(text) };
    case 'node-pg-migrate': return { text: section(text, /^\s*--[\s-]*up migration/i, /^\s*--[\s-]*down migration/i), transaction: !managesItself };
    default: return { text, transaction: !managesItself };
  }
}

const lineAt = (text, offset) => text.slice(0, offset).split('\n').length;

// psql counts lines from where it began to read the statement, and shows the line, cut at both ends where it is long.
function errorLine(stderr, text, first, last) {
  const shown = /^LINE \d+: (.*)$/m.exec(stderr)?.[1].replace(/^\.\.\.|\.\.\.$/g, '').trim();
  if (!shown) return null;
  const lines = text.split('\n').slice(first - 1, last);
  const found = lines.findIndex(line => line.includes(shown));
  return found < 0 ? null : { line: first + found };
}

function runPsql(url, { text, transaction }, variables) {
  const result = spawnSync('psql', ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-v', 'VERBOSITY=verbose', ...variables.flatMap(one => ['-v', one]), ...(transaction ? ['-1'] : []), '-f', '-', url],
    { input: text, encoding: 'utf8', env: { ...process.env, PGOPTIONS: '-c client_min_messages=error' }, maxBuffer: 1 << 28 });
  if (result.status === 0) return null;
  const error = /^psql:[^:]*:(\d+): (?:ERROR|FATAL): +(?:(\w{5}): )?(.*)$/m.exec(result.stderr);
  if (!error) return { message: result.stderr.trim() };
  // psql names the line of the semicolon.
  const last = +error[1];
  const statement = splitPsql(text).findLast(one => lineAt(text, one.start) <= last);
  const first = statement ? lineAt(text, statement.start) : last;
  return { code: error[2], message: error[3], first, last, ...(errorLine(result.stderr, text, first, last) ?? {}) };
}

// One string of the simple protocol. The server tells the place of what it cannot read or analyse; anything else may stand anywhere.
async function runString(url, text, require) {
  const { Client } = require('pg');
  const db = new Client({ connectionString: url });
  await db.connect();
  try {
    await db.query(text);
    return null;
  } catch (error) {
    const line = error.position && lineAt(text, +error.position - 1);
    return { code: error.code, message: error.message, first: line || 1, last: line || text.split('\n').length };
  } finally {
    await db.end();
  }
}

async function runDrizzle(url, text, require) {
  const { Client } = require('pg');
  const db = new Client({ connectionString: url });
  await db.connect();
  let offset = 0;
  try {
    await db.query('begin');
    for (const part of text.split('--> statement-breakpoint')) {
      try {
        if (part.trim()) await db.query(part);
      } catch (error) {
        const [first, last] = [offset + part.search(/\S/), offset + part.trimEnd().length];
        return { code: error.code, message: error.message, first: lineAt(text, first), last: lineAt(text, last), ...(error.position ? { line: lineAt(text, offset + +error.position - 1) } : {}) };
      }
      offset += part.length + '--> statement-breakpoint'.length;
    }
    await db.query('commit');
    return null;
  } finally {
    await db.end();
  }
}

async function runFile({ tool, url, file, psql, require }) {
  if (tool === 'drizzle') return runDrizzle(url, readFileSync(file, 'utf8'), require);
  const script = read(tool, file);
  return script.isString ? runString(url, script.text, require) : runPsql(url, script, psql);
}

export async function runSql({ tool, url, folders: [folder], only, psql = [], files, require, fail }) {
  const names = half(files ?? order[tool](folder), only);
  for (const name of names) {
    const file = path.join(folder, name);
    const failure = await runFile({ tool, url, file, psql, require });
    if (failure) fail({ file, ...failure });
  }
  return names.length;
}
