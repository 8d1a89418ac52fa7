const tables = ['ports', 'harbours'].map((name, index) => ({ name, index, prefix: name.slice(0, 4).toUpperCase() }));
exports.up = (knex) => Promise.all(tables.map(({ name, index, prefix }) => knex.schema.createTable(name, (table) => {
  table.increments();
  table.string('code', 4 + index).defaultTo(prefix);
  [...Array(3).keys()].forEach((n) => table.integer(`berth_${n}`));
})));
exports.down = (knex) => Promise.all(tables.map((t) => knex.schema.dropTable(t.name)));
