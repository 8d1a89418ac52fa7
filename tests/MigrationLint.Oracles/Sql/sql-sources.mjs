// Where the SQL of a corpus stands: .sql files, and texts in JavaScript that PostgreSQL accepts.
import fs from 'node:fs';
import path from 'node:path';
import { splitPsql } from './psql-split.mjs';

const head = /^\s*(alter|analyze|begin|comment|commit|copy|create|delete|do|drop|grant|insert|lock|merge|reindex|revoke|rollback|select|set|truncate|update|vacuum|with)\s/i;
const schemaChange = /\b(create|alter|drop)\s+(table|index|unique|type|function|or\s+replace|trigger|view|materialized|policy|schema|sequence|extension)\b/i;
const largest = 1_000_000;

/** The files below an input: a file, a folder, or @LIST for a file of paths. */
export function filesOf(input) {
  if (input.startsWith('@')) return fs.readFileSync(input.slice(1), 'utf8').split('\n').filter(line => line).flatMap(filesOf);
  if (!fs.statSync(input).isDirectory()) return [input];
  return fs.readdirSync(input, { recursive: true }).filter(name => /\.([cm]?js|sql)$/.test(name) && !/\.(d|test|spec)\./.test(name)).sort().map(name => path.join(input, name))
    .filter(file => fs.statSync(file).isFile());
}

/** The statements of a file: [{text, line, start, end, interp}]; start and end are UTF-16 offsets in .sql files, interp says that a psql variable stands in the statement. */
export function statementsOf(file, { psql, accepts, acorn }) {
  const content = fs.readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  if (file.endsWith('.sql')) return splitPsql(content, { psql });
  if (content.length > largest || !schemaChange.test(content)) return [];
  let program;
  try { program = acorn.parse(content, { ecmaVersion: 'latest', sourceType: 'module', locations: true, allowReturnOutsideFunction: true, allowHashBang: true }); } catch { return []; }
  return textsOf(program).filter(({ text }) => head.test(text) && accepts(text)).flatMap(({ text, line }) =>
    splitPsql(text, { psql: false }).map(statement => ({ ...statement, line: line + statement.line - 1, interp: true })).filter(statement => accepts(statement.text)));
}

// Values that are put in are taken for names: what is no SQL then is left out by the caller.
function textsOf(program) {
  const texts = [], open = [program];
  while (open.length) {
    const node = open.pop();
    if (node.type === 'Literal' && typeof node.value === 'string') texts.push({ text: node.value, line: node.loc.start.line });
    if (node.type === 'TemplateLiteral') texts.push({ text: node.quasis.map(part => part.value.cooked).join('hole'), line: node.loc.start.line });
    for (const child of Object.values(node)) for (const item of Array.isArray(child) ? child : [child]) if (item && typeof item.type === 'string') open.push(item);
  }
  return texts;
}
