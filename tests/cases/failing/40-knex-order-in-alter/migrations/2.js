exports.up = (knex) => knex.schema.alterTable('desks', (t) => {
  t.dropColumn('a');
  t.integer('a');
});
exports.down = async () => {};
