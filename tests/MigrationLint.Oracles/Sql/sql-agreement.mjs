// What MigrationLint.Probe makes of SQL, statement by statement, against PostgreSQL's own parser (libpg-query).
//   node sql-agreement.mjs --pg NODE_MODULES --probe COMMAND [--kind A,B] [--plain] [--js] [--limit N] [--mutants N [--seed N]] [--out FILE] (FILE|FOLDER|@LIST)…
// --kind: only statements with these top nodes of PostgreSQL's · --plain: the files hold no psql commands · --js: read the texts in JavaScript too · --limit: how many of each kind of miss are printed
// --mutants: that many statements with one wrong token, in place of the statements
// --out: all misses as JSON lines {what, kind, file, line, sql, detail} · @LIST: a file of paths.
// Prints a table per top node: statements that PostgreSQL accepts, those that we accept, that have the same tree, and whose printed form has.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { askProbe } from './probe.mjs';
import { filesOf, statementsOf } from './sql-sources.mjs';
import { difference, normalize } from './sql-tree.mjs';

const options = { kind: '', limit: 20, seed: 1, inputs: [] };
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument === '--plain' || argument === '--js') options[argument.slice(2)] = true;
  else if (argument.startsWith('--')) options[argument.slice(2)] = process.argv[++i];
  else options.inputs.push(argument);
}
const pg = createRequire(path.resolve(options.pg) + '/x.js')('libpg-query');
await pg.loadModule();
const parse = sql => pg.parseSync(sql).stmts ?? [];
const accepts = sql => { try { return parse(sql).length > 0; } catch { return false; } };
const acorn = options.js && createRequire(path.resolve(options.pg) + '/x.js')('acorn');

/** Every distinct statement, with what PostgreSQL makes of it. */
function collect() {
  const kinds = options.kind ? new Set(options.kind.split(',')) : null, known = new Set();
  let statements = [];
  for (const file of options.inputs.flatMap(filesOf).filter(file => options.js || file.endsWith('.sql'))) {
    for (const { text, line } of statementsOf(file, { psql: !options.plain, accepts, acorn })) {
      if (known.has(text)) continue;
      known.add(text);
      statements.push({ file, line, sql: text });
    }
  }
  if (options.mutants) statements = mutantsOf(statements.filter(({ sql }) => sql.length < 2000), +options.mutants, +options.seed);
  statements.forEach(judgeByPostgres);
  return statements.filter(({ kind }) => !kinds || kinds.has(kind)).map((statement, id) => ({ ...statement, id }));
}

function judgeByPostgres(statement) {
  try {
    const trees = parse(statement.sql);
    statement.kind = trees.length ? Object.keys(trees[0].stmt)[0] : 'nothing';
    statement.trees = JSON.stringify(trees);
  } catch (error) {
    statement.kind = 'rejected';
    statement.pgError = error.sqlDetails ?? { message: String(error.message) };
  }
}

/** Statements in which one token is left out, doubled, swapped with the next, or taken from another statement. */
function mutantsOf(statements, count, seed) {
  let state = seed;
  const random = n => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % n; };
  const tokensOf = statement => statement.tokens ??= (() => {
    const bytes = Buffer.from(statement.sql);
    let at = 0;
    try {
      return pg.scanSync(statement.sql).tokens.map(({ start, end }) => {
        const token = { before: bytes.subarray(at, start).toString(), text: bytes.subarray(start, end).toString() };
        at = end;
        return token;
      });
    } catch { return []; }
  })();
  const changes = [
    (tokens, i) => tokens.splice(i, 1),
    (tokens, i) => tokens.splice(i, 0, { ...tokens[i], before: ' ' }),
    (tokens, i) => tokens.splice(i, 2, ...tokens.slice(i, i + 2).reverse()),
    (tokens, i, other) => tokens.splice(i, 0, other),
    (tokens, i, other) => tokens.splice(i, 1, other),
  ];
  const mutants = new Map();
  while (mutants.size < count) {
    const statement = statements[random(statements.length)], tokens = [...tokensOf(statement)], others = tokensOf(statements[random(statements.length)]);
    if (tokens.length === 0 || others.length === 0) continue;
    changes[random(changes.length)](tokens, random(tokens.length), { before: ' ', text: others[random(others.length)].text });
    const sql = tokens.map(({ before, text }) => (before || ' ') + text).join('').trim();
    if (sql && !sql.includes('\\')) mutants.set(sql, { file: statement.file, line: statement.line, sql });
  }
  return [...mutants.values()];
}

const statements = collect();
// The first line has the names of the enums.
const { lines: [names, ...answers], ended } = askProbe(options.probe, '--tree-and-print', statements);
const { enums } = JSON.parse(names ?? '{"enums":{}}');
const rows = {}, misses = [];
const total = { kind: 'TOTAL', statements: 0, accepted: 0, tree: 0, printed: 0, opaque: 0 };
const rejected = { total: 0, both: 0, syntax: 0, samePlace: 0 };
let crashes = 0;
const miss = (what, statement, detail, at) => misses.push({ what, kind: statement.kind, file: statement.file, line: statement.line, sql: statement.sql, detail, at });
const guarded = action => { try { return action(); } catch (error) { return `${error.name}: ${error.message}`; } };

// PostgreSQL counts characters, JavaScript UTF-16 units.
const unitsAt = (sql, characters) => [...sql].slice(0, characters).join('').length;

function judgeRejected(statement, answer) {
  rejected.total++;
  if (answer.ok) return miss('accepted', statement, statement.pgError.message);
  rejected.both++;

  // SQLSTATE 42601; what the grammar's actions and the scanner refuse has other codes, and places that say less.
  if (!statement.pgError.message.startsWith('syntax error')) return;
  rejected.syntax++;
  const position = unitsAt(statement.sql, statement.pgError.cursorPosition ?? -1);
  if (position === answer.at) rejected.samePlace++;
  else miss('place', statement, `${statement.pgError.message} at ${position}, ours ${answer.at}: ${answer.error}`, position);
}

function judgeAccepted(statement, answer, row) {
  row.statements++;
  if (!answer.ok) return miss('rejected', statement, answer.error, answer.at);
  row.accepted++;
  const trees = JSON.parse(statement.trees).map(({ stmt }) => normalize(stmt));
  if (answer.trees.some(tree => 'OpaqueStmt' in tree)) return row.opaque++;
  const treeMiss = guarded(() => difference(trees, answer.trees.map(normalize), enums));
  if (treeMiss) miss('tree', statement, treeMiss); else row.tree++;
  if (answer.printed === undefined) return miss('printed', statement, answer.unprinted);
  let again;
  try { again = parse(answer.printed); } catch (error) { return miss('printed', statement, `${error.message}\n    ${answer.printed}`); }
  const printMiss = guarded(() => difference(trees, again.map(({ stmt }) => normalize(stmt)), enums));
  if (printMiss) miss('printed', statement, `${printMiss}\n    ${answer.printed}`); else row.printed++;
}

const row = kind => rows[kind] ??= { kind, statements: 0, accepted: 0, tree: 0, printed: 0, opaque: 0 };
for (const line of answers) {
  const answer = JSON.parse(line), statement = statements[answer.id];
  if (answer.crash) {
    crashes++;
    miss('crash', statement, answer.error);
    if (statement.kind !== 'rejected') row(statement.kind).statements++;
  } else if (statement.kind === 'rejected') judgeRejected(statement, answer);
  else judgeAccepted(statement, answer, row(statement.kind));
}

for (const row of Object.values(rows)) for (const name of ['statements', 'accepted', 'tree', 'printed', 'opaque']) total[name] += row[name];
if (options.out) fs.writeFileSync(options.out, misses.map(entry => JSON.stringify(entry) + '\n').join(''));
if (options.json) fs.writeFileSync(options.json, JSON.stringify({ ended, total, rows: Object.values(rows), rejected, crashes, misses }));
if (+options.limit > 0) {
  for (const what of ['crash', 'rejected', 'tree', 'printed']) {
    const list = misses.filter(entry => entry.what === what);
    if (list.length) console.log(`\n=== ${{ crash: 'exceptions', rejected: 'only PostgreSQL accepts', tree: 'different trees', printed: 'printed form differs' }[what]}: ${list.length}`);
    for (const entry of list.slice(0, +options.limit)) {
      const text = entry.at === undefined ? entry.sql : entry.sql.slice(0, entry.at) + '⟨!⟩' + entry.sql.slice(entry.at);
      const from = Math.max(0, (entry.at ?? 0) - 200);
      console.log(`--- ${path.basename(entry.file)}:${entry.line} ${entry.kind}: ${entry.detail}\n${text.slice(from, from + 400).replace(/^/gm, '    ')}`);
    }
  }
}
console.log('\n' + 'top node'.padEnd(32) + ['statements', 'accepted', 'same tree', 'printed', 'opaque'].map(head => head.padStart(11)).join(''));
for (const row of [...Object.values(rows).sort((a, b) => b.statements - a.statements), total]) {
  console.log(row.kind.padEnd(32) + ['statements', 'accepted', 'tree', 'printed', 'opaque'].map(name => String(row[name]).padStart(11)).join(''));
}
console.log(`PostgreSQL rejects ${rejected.total}: we reject ${rejected.both}; of ${rejected.syntax} syntax errors ${rejected.samePlace} stand at the same place; exceptions ${crashes}`);
