// node estree-nodes.mjs MODULES LIST [--full]
// Reads the files that LIST names with two parsers: .js with acorn and oxc, TypeScript with typescript-estree and oxc.
// Prints a JSON line per file: {path, agreed, hash} with the hash of the sorted nodes "Type@start-end", and with --full the nodes themselves.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules, list, mode] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(modules), 'index.js'));
const acorn = require('acorn');
const oxc = require('oxc-parser');
const estree = require('@typescript-eslint/typescript-estree');

// Of the nodes that TypeScript adds, those that have a value or hold one. All others are type syntax.
const values = new Set([
  'TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression', 'TSTypeAssertion', 'TSInstantiationExpression', 'TSParameterProperty',
  'TSEmptyBodyFunctionExpression', 'TSEnumDeclaration', 'TSEnumBody', 'TSEnumMember', 'TSModuleDeclaration', 'TSModuleBlock', 'TSQualifiedName',
  'TSImportEqualsDeclaration', 'TSExternalModuleReference', 'TSExportAssignment', 'TSNamespaceExportDeclaration',
]);
const links = new Set(['parent', 'loc', 'range', 'tokens', 'comments']);

function collect(value, nodes) {
  if (Array.isArray(value)) {
    for (const item of value) collect(item, nodes);
  } else if (value?.type && typeof value === 'object') {
    if (value.declare || (value.type.startsWith('TS') && !values.has(value.type))) return;
    const [start, end] = value.range ?? [value.start, value.end];
    nodes.push(`${value.type}@${start}-${end}`);
    for (const key in value) if (!links.has(key)) collect(value[key], nodes);
  }
}

function nodesOf(parse) {
  try {
    const nodes = [];
    collect(parse().body, nodes);
    return nodes.sort();
  } catch (error) {
    return [`throws: ${error.message}`];
  }
}

function parseJavaScript(text) {
  try {
    return acorn.parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true, ranges: true });
  } catch {
    return acorn.parse(text, { ecmaVersion: 'latest', sourceType: 'script', allowReturnOutsideFunction: true, ranges: true });
  }
}

function parseWithOxc(file, text) {
  const { program, errors } = oxc.parseSync(file, text, { range: true, preserveParens: false });
  if (errors.length) throw new Error(errors[0].message);
  return program;
}

for (const file of fs.readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
  const text = fs.readFileSync(file, 'utf8');
  const isTypeScript = /\.[cm]?ts$/.test(file);
  const first = nodesOf(() => (isTypeScript ? estree.parse(text, { range: true, filePath: file }) : parseJavaScript(text)));
  const second = nodesOf(() => parseWithOxc(file, text));
  const joined = first.join('\n');
  const agreed = joined === second.join('\n') && !joined.startsWith('throws: ');
  const hash = createHash('sha256').update(joined).digest('hex');
  console.log(JSON.stringify(mode === '--full' ? { path: file, agreed, hash, nodes: first } : { path: file, agreed, hash }));
}
