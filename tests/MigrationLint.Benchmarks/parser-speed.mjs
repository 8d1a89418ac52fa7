// node parser-speed.mjs MODULES
// The first line of standard input lists files, separated by tabs; each line after it names a parser.
// Answers every name with the milliseconds that one pass over all files took.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';

const require = createRequire(path.join(path.resolve(process.argv[2]), 'index.js'));
const acorn = require('acorn');
const oxc = require('oxc-parser');

const parsers = {
  acorn(file, text) {
    try {
      acorn.parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
    } catch {
      acorn.parse(text, { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true });
    }
  },
  oxc(file, text) {
    oxc.parseSync(file, text);
  },
  'oxc+tree'(file, text) {
    return oxc.parseSync(file, text).program;
  },
};

let sources;
for await (const line of readline.createInterface({ input: process.stdin })) {
  if (!sources) {
    sources = line.split('\t').map((file) => [file, fs.readFileSync(file, 'utf8')]);
    continue;
  }
  const parse = parsers[line];
  const start = performance.now();
  for (const [file, text] of sources) parse(file, text);
  console.log(performance.now() - start);
}
