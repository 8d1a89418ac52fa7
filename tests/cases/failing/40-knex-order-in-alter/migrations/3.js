exports.up = (knex) => knex.schema.alterTable('desks', (t) => {
  t.renameColumn('a', 'c');
  t.integer('a');
});
exports.down = async () => {};
