// What MigrationLint.Probe makes of bodies in PL/pgSQL and in SQL, against PostgreSQL's own parsers (libpg-query).
//   node sql-bodies.mjs --pg NODE_MODULES --probe COMMAND [--plain] [--js] [--mutants N] [--limit N] [--json FILE] (FILE|FOLDER|@LIST)…
// --plain: the files hold no psql commands · --js: read the texts in JavaScript too · --mutants: bodies in PL/pgSQL with one token changed, N of each · --limit: how many of each kind of miss are printed · @LIST: a file of paths.
// PL/pgSQL: accepted or not, and for accepted bodies the statements with their lines and the texts that PostgreSQL hands to its SQL parser. SQL: accepted or not.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { askProbe } from './probe.mjs';
import { filesOf, statementsOf } from './sql-sources.mjs';

const options = { limit: 20, inputs: [] };
for (let i = 2; i < process.argv.length; i++) {
  const argument = process.argv[i];
  if (argument === '--plain' || argument === '--js') options[argument.slice(2)] = true;
  else if (argument.startsWith('--')) options[argument.slice(2)] = process.argv[++i];
  else options.inputs.push(argument);
}
const pg = createRequire(path.resolve(options.pg) + '/x.js')('libpg-query');
await pg.loadModule();
const accepts = sql => { try { return pg.parseSync(sql).stmts.length > 0; } catch { return false; } };
const acorn = options.js && createRequire(path.resolve(options.pg) + '/x.js')('acorn');

/** The language and the body of a statement; nothing where it has no body of its own. */
function bodyOf(sql) {
  let stmt;
  try { stmt = pg.parseSync(sql).stmts[0]?.stmt; } catch { return null; }
  const args = stmt?.DoStmt?.args ?? stmt?.CreateFunctionStmt?.options;
  if (!args) return null;
  const option = name => args.findLast(({ DefElem }) => DefElem.defname === name)?.DefElem.arg;
  const as = option('as'), text = as?.String?.sval ?? (as?.List?.items.length === 1 ? as.List.items[0].String.sval : undefined);
  const language = option('language')?.String.sval ?? (stmt.DoStmt ? 'plpgsql' : '');
  return text === undefined || !['sql', 'plpgsql'].includes(language) ? null : { language, text };
}

/** Statements as kind:line, and the texts of SQL as mode|text, of libpg-query's tree. */
function shapeOf(tree) {
  const nodes = [], queries = [];
  (function visit(node, name) {
    if (node === null || typeof node !== 'object') return;
    if (/^PLpgSQL_(stmt_|if_elsif)/.test(name) && node.lineno !== undefined) nodes.push(`${name}:${node.lineno}`);
    if (name === 'PLpgSQL_expr') queries.push(`${node.parseMode === 0 ? 0 : node.parseMode - 1}|${node.query.trim().split(/\s+/).join(' ')}`);
    for (const [key, child] of Object.entries(node)) visit(child, key);
  })(tree, '');
  return { nodes: nodes.sort(), queries: queries.sort() };
}

/** What one side has more often than the other. */
function only(left, right) {
  const rest = new Map();
  for (const item of right) rest.set(item, (rest.get(item) ?? 0) + 1);
  return left.filter(item => { const count = rest.get(item) ?? 0; rest.set(item, count - 1); return count <= 0; });
}

function collect() {
  const known = new Set(), bodies = [];
  for (const file of options.inputs.flatMap(filesOf).filter(file => options.js || file.endsWith('.sql'))) {
    for (const { text: sql, line } of statementsOf(file, { psql: !options.plain, accepts, acorn })) {
      if (known.has(sql) || !/\b(do|function|procedure)\b/i.test(sql)) continue;
      known.add(sql);
      const body = bodyOf(sql);
      if (!body) continue;
      const entry = { id: bodies.length, file, line, sql, ...body };
      try {
        if (body.language === 'sql') pg.parseSync(body.text);
        else entry.shape = shapeOf(pg.parsePlPgSQLSync(sql));
      } catch (error) {
        entry.pgError = String(error.message);
      }
      bodies.push(entry);
    }
  }
  return bodies;
}

let seed = 20261120;
const random = below => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff) % below;
const pieces = [';', '(', ')', 'end', 'then', 'loop', 'into x', 'when', 'else', ':=', 'begin', ','];

/** The body with one token left out, doubled, replaced by another, with something before it, or cut off there. */
function mutate(text) {
  const tokens = pg.scanSync(text).tokens, token = tokens[random(tokens.length)], other = tokens[random(tokens.length)];
  const [before, itself, after] = [text.slice(0, token.start), text.slice(token.start, token.end), text.slice(token.end)];
  return [before + after, before + itself + ' ' + itself + after, before + text.slice(other.start, other.end) + after, before + pieces[random(pieces.length)] + ' ' + itself + after, before][random(5)];
}

function mutants(bodies) {
  const found = [];
  for (const { file, line, sql, language, text, shape } of bodies) {
    // The scanner counts bytes.
    const at = sql.indexOf(text);
    if (language !== 'plpgsql' || !shape || at < 0 || /[^\x00-\x7f]/.test(text)) continue;
    for (let i = 0; i < +options.mutants; i++) {
      const changed = mutate(text), mutant = sql.slice(0, at) + changed + sql.slice(at + text.length);
      if (bodyOf(mutant)?.text !== changed || pg.parseSync(mutant).stmts.length !== 1) continue;
      const entry = { id: bodies.length + found.length, file, line, sql: mutant, language: 'mutants', text: changed };
      try { entry.shape = shapeOf(pg.parsePlPgSQLSync(mutant)); } catch (error) { entry.pgError = String(error.message); }
      found.push(entry);
    }
  }
  return found;
}

const bodies = collect(), misses = [];
if (options.mutants) bodies.push(...mutants(bodies));
const { lines, ended: isWhole } = askProbe(options.probe, '--bodies', bodies);
const ended = isWhole && lines.length === bodies.length;
const row = () => ({ bodies: 0, accepted: 0, sameStatements: 0, sameQueries: 0, refused: 0, both: 0 });
const totals = { plpgsql: row(), sql: row(), mutants: row() };
let crashes = 0;
for (const line of lines) {
  const answer = JSON.parse(line), body = bodies[answer.id], total = totals[body.language];
  const miss = (what, detail) => misses.push({ what, kind: body.language, language: body.language, file: body.file, line: body.line, sql: body.sql, detail, at: answer.at === undefined ? undefined : body.sql.indexOf(body.text) + answer.at });
  if (answer.crash) { crashes++; miss('crash', answer.error); }
  if (body.pgError !== undefined) {
    total.refused++;
    if (answer.ok) miss('accepted', body.pgError); else total.both++;
    continue;
  }
  total.bodies++;
  if (!answer.ok) { miss('rejected', answer.error); continue; }
  total.accepted++;
  if (body.language === 'sql') continue;
  const nodes = [only(body.shape.nodes, answer.nodes), only(answer.nodes, body.shape.nodes)];
  if (nodes.some(list => list.length)) miss('statements', nodes.map(list => list.slice(0, 5).join(', ')).join(' <> ')); else total.sameStatements++;

  // PostgreSQL writes the conditions of CASE anew, joins the arguments of a cursor, and keeps a returned variable without its text.
  const queries = only(body.shape.queries, answer.queries).filter(query => !query.includes('__Case__Variable_') && !(query.startsWith('1|') && answer.queries.some(ours => query.includes(ours.slice(2)))));
  if (queries.length) miss('queries', queries.slice(0, 3).join('\n      ')); else total.sameQueries++;
}
if (options.json) fs.writeFileSync(options.json, JSON.stringify({ ended, ...totals, crashes, misses }));
const titles = { crash: 'exceptions', rejected: 'only PostgreSQL accepts', accepted: 'only we accept', statements: 'other statements', queries: 'other SQL' };
for (const [what, title] of Object.entries(titles)) {
  const list = misses.filter(entry => entry.what === what);
  if (list.length && +options.limit > 0) console.log(`\n=== ${title}: ${list.length}`);
  for (const entry of list.slice(0, +options.limit)) {
    const text = entry.at === undefined ? entry.sql : entry.sql.slice(0, entry.at) + '⟨!⟩' + entry.sql.slice(entry.at);
    const from = Math.max(0, (entry.at ?? 0) - 300);
    console.log(`--- ${path.basename(entry.file)}:${entry.line} ${entry.language}: ${entry.detail}\n${text.slice(from, from + 500).replace(/^/gm, '    ')}`);
  }
}
console.table(totals);
console.log(`exceptions ${crashes}`);
