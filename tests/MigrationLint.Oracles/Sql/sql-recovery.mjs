// Where statements begin and end, in whole files and in files with one broken statement, against psql's rules.
//   node sql-recovery.mjs --pg NODE_MODULES --probe COMMAND [--mutants N] [--seed N] [--limit N] [--json FILE] (FILE|FOLDER|@LIST)…
// Boundaries: each statement of a psql script that PostgreSQL accepts must be one of ours, from its first token to its last, and nothing else may be there.
// Mutants: one statement of a file is broken by a change of one token, so that PostgreSQL rejects it; all others must be read as before.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import { splitPsql } from './psql-split.mjs';
import { filesOf } from './sql-sources.mjs';

const options = { mutants: 0, seed: 1, limit: 10, inputs: [] };
for (let i = 2; i < process.argv.length; i++) {
  if (process.argv[i].startsWith('--')) options[process.argv[i].slice(2)] = process.argv[++i];
  else options.inputs.push(process.argv[i]);
}
const pg = createRequire(path.resolve(options.pg) + '/x.js')('libpg-query');
await pg.loadModule();
const count = sql => { try { return pg.parseSync(sql).stmts?.length ?? 0; } catch { return -1; } };
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sql-recovery-'));
process.on('exit', () => fs.rmSync(folder, { recursive: true }));

/** The probe's statements of each file. */
function split(files) {
  const list = path.join(folder, 'list'), answers = path.join(folder, 'answers'), out = fs.openSync(answers, 'w');
  fs.writeFileSync(list, files.join('\n'));
  const [command, ...more] = options.probe.split(' ');
  const run = spawnSync(command, [...more, 'sql', '--split', '@' + list], { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' });
  fs.closeSync(out);
  if (run.status !== 0) throw new Error(`the probe ended with ${run.status ?? run.signal}: ${run.stderr.slice(0, 2000)}`);
  const byPath = new Map();
  const lines = fs.readFileSync(answers, 'utf8').split('\n').filter(line => line);
  for (const line of lines) { const answer = JSON.parse(line); byPath.set(answer.path, answer.statements); }
  return files.map(file => byPath.get(file));
}

function boundaries(files) {
  const result = { files: files.length, statements: 0, same: 0, extra: 0, misses: [] };
  const answers = split(files);
  files.forEach((file, i) => {
    const content = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, ''), ours = answers[i];
    let from = 0;
    for (const statement of splitPsql(content)) {
      const parts = count(statement.text);
      if (parts < 1) continue;
      while (from < ours.length && ours[from].start < statement.start) from++;
      const own = [];
      while (from < ours.length && ours[from].start < statement.end) own.push(ours[from++]);
      result.statements++;
      // Statements that psql sends together (\\;) are ones of their own.
      if (own.length === parts && own[0].start === statement.start && own.at(-1).end === statement.end) { result.same++; continue; }
      result.extra += Math.max(0, own.length - parts);
      result.misses.push(`${path.basename(file)}:${statement.line} ${statement.start}..${statement.end}, ours ${own.map(one => `${one.start}..${one.end}`)}: ${statement.text.slice(0, 100)}`);
    }
  });
  return result;
}

let state = +options.seed;
const random = n => { state = (Math.imul(state, 1103515245) + 12345) >>> 0; return (state >>> 8) % n; };
const changes = {
  delete: (before, token, after) => before + after,
  duplicate: (before, token, after) => `${before}${token} ${token}${after}`,
  junk: (before, token, after) => `${before}zzz qqq ${token}${after}`,
  open: (before, token, after) => `${before}( ${token}${after}`,
  close: (before, token, after) => `${before}) ${token}${after}`,
  comma: (before, token, after) => `${before}, ${token}${after}`,
  cut: before => before,
  unterminated: null, // the semicolon is left out
};

/** A text of the statements, and where each begins. */
function join(statements, unterminated = -1) {
  const starts = [];
  let text = '';
  statements.forEach((statement, i) => { starts.push(text.length); text += statement + (i === unterminated ? '\n' : ';\n'); });
  return { text, starts };
}

/** A file in which one statement is broken by a change; null where a dozen attempts find none that PostgreSQL rejects. */
function mutate(file, change) {
  for (let attempt = 0; attempt < 12; attempt++) {
    const victim = random(file.statements.length), sql = file.statements[victim];
    if (change === 'unterminated') {
      if (victim + 1 === file.statements.length || count(sql + '\n' + file.statements[victim + 1]) >= 0) continue;
      return { file, change, victims: [victim, victim + 1], ...join(file.statements, victim) };
    }
    let tokens;
    try { tokens = pg.scanSync(sql).tokens; } catch { continue; }
    if (tokens.length < 3) continue;
    const bytes = Buffer.from(sql), { start, end } = tokens[1 + random(tokens.length - 1)];
    const broken = changes[change](bytes.subarray(0, start).toString(), bytes.subarray(start, end).toString(), bytes.subarray(end).toString());
    if (count(broken) >= 0) continue;
    return { file, change, victims: [victim], ...join(file.statements.with(victim, broken)) };
  }
  return null;
}

function recovery(paths) {
  const files = paths.map(name => ({ name, statements: splitPsql(fs.readFileSync(name, 'utf8').replace(/^\uFEFF/, '')).filter(one => !one.interp && count(one.text) === 1).map(one => one.text) }))
    .filter(file => file.statements.length > 1);
  const mutants = [], kinds = Object.keys(changes);
  for (let i = 0; mutants.length < +options.mutants && i < +options.mutants * 3; i++) {
    const mutant = mutate(files[random(files.length)], kinds[i % kinds.length]);
    if (mutant) mutants.push(mutant);
  }
  const written = new Map();
  const write = text => { const file = path.join(folder, `${written.size}.sql`); fs.writeFileSync(file, text); written.set(file, text); return file; };
  const whole = split(files.map(file => write((file.whole = join(file.statements)).text)));
  files.forEach((file, i) => file.read = new Map(whole[i].map(statement => [statement.start, statement])));
  const result = { mutants: 0, others: 0, kept: 0, filesKept: 0, silent: 0, byChange: {}, misses: [] };
  for (let from = 0; from < mutants.length; from += 2000) {
    const batch = mutants.slice(from, from + 2000), paths = batch.map(mutant => write(mutant.text)), answers = split(paths);
    batch.forEach((mutant, i) => judge(mutant, answers[i], result));
    for (const file of paths) fs.rmSync(file);
  }
  return result;
}

function judge({ file, change, victims, text, starts }, answer, result) {
  const row = result.byChange[change] ??= { mutants: 0, others: 0, kept: 0, filesKept: 0, silent: 0 };
  const read = new Map(answer.map(statement => [statement.start, statement]));
  let kept = 0, missing = null;
  for (let i = 0; i < file.statements.length; i++) {
    if (victims.includes(i)) continue;
    const was = file.read.get(file.whole.starts[i]), is = read.get(starts[i]);
    if (was && is && is.kind === was.kind && is.ok === was.ok && is.end - is.start === was.end - was.start) kept++;
    else missing ??= i;
  }
  const others = file.statements.length - victims.length, isSilent = answer.every(statement => statement.ok);
  for (const counter of [row, result]) {
    counter.mutants++;
    counter.others += others;
    counter.kept += kept;
    if (kept === others) counter.filesKept++;
    if (isSilent) counter.silent++;
  }
  if (missing !== null) {
    result.misses.push(`${path.basename(file.name)} ${change}: ${kept} of ${others} kept; broken: ${text.slice(starts[victims[0]], starts[victims[0]] + 300)} … lost first: ${file.statements[missing].slice(0, 100)}`);
  }
}

const files = options.inputs.flatMap(filesOf).filter(file => file.endsWith('.sql')).map(file => path.resolve(file));
const result = +options.mutants > 0 ? recovery(files) : boundaries(files);
if (options.json) fs.writeFileSync(options.json, JSON.stringify(result));
const { misses, byChange, ...totals } = result;
console.log(JSON.stringify(totals));
for (const [change, row] of Object.entries(byChange ?? {})) console.log(change.padEnd(14), JSON.stringify(row), (100 * row.kept / row.others).toFixed(3) + '%');
for (const miss of misses.slice(0, +options.limit)) console.log('--- ' + miss);
