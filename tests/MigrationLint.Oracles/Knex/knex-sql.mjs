// Prints, for each snippet of the given files, what the real knex compiles it to.
import { createRequire } from 'node:module';
import path from 'node:path';

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.join(modules, 'package.json'));
const knex = require('knex')({ client: 'pg', log: { warn() {}, error() {}, deprecate() {}, debug() {} } });
const result = {};
for (const file of files) {
  for (const [name, build] of Object.entries(require(file))) {
    let said;
    try {
      const builder = build(knex);
      if (typeof builder.toSQL !== 'function') {
        await builder;
      }

      const sql = [builder.toSQL()].flat();
      sql.filter((one) => !one.sql).forEach((one) => knex.client._query({}, one));
      said = { statements: sql.map((one) => ({ sql: knex.client.positionBindings(one.sql), bindings: JSON.stringify(one.bindings ?? []) })) };
    } catch (error) {
      said = { error: error.message };
    }
    result[`${path.basename(file, '.js')}: ${name}`] = said;
  }
}
console.log(JSON.stringify(result));
