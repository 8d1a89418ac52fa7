exports.up = (knex) => knex.schema.alterTable('desks', (t) => {
  t.dropIndex('b');
});
exports.down = async () => {};
