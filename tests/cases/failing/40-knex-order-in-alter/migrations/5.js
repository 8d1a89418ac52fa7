exports.up = (knex) => knex.schema.alterTable('desks', (t) => {
  t.dropUnique(['a']);
});
exports.down = async () => {};
