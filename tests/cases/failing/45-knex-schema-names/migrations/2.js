exports.up = async (knex) => {
  await knex.schema.createSchema('art');
  await knex.schema.withSchema('art').createTable('artists', (t) => t.increments());
  await knex.schema.withSchema('art').createTable('works', (t) => {
    t.increments();
    t.integer('artist').references('id').inTable('artists');
  });
};
exports.down = async () => {};
