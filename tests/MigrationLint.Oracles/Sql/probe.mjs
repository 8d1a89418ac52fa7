// Asks MigrationLint.Probe.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { spawnSync } from 'node:child_process';

/** The probe's lines for texts of SQL [{id, sql}], and whether it came to its end. Answers go through a file: a pipe would limit them. */
export function askProbe(probe, option, texts) {
  const requests = path.join(os.tmpdir(), `sql-probe-${process.pid}.jsonl`), answers = requests + '.answers';
  fs.writeFileSync(requests, texts.map(({ id, sql }) => JSON.stringify({ id, sql })).join('\n'));
  const [command, ...more] = probe.split(' ');
  const out = fs.openSync(answers, 'w');
  const run = spawnSync(command, [...more, 'sql', option, requests], { stdio: ['ignore', out, 'pipe'], encoding: 'utf8' });
  fs.closeSync(out);
  const lines = fs.readFileSync(answers, 'utf8').split('\n').filter(line => line);
  fs.rmSync(requests);
  fs.rmSync(answers);
  if (run.status !== 0) console.error(`the probe ended with ${run.status ?? run.signal} after ${lines.length} lines for ${texts.length} texts: ${run.stderr.slice(0, 2000)}`);
  return { lines, ended: run.status === 0 };
}
