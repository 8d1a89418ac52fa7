exports.up = (knex) => knex.schema.alterTable('desks', (t) => {
  t.dropForeign(['a']);
});
exports.down = async () => {};
