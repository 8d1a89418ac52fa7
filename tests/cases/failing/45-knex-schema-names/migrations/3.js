exports.up = async (knex) => {
  await knex.schema.createSchema('art');
  await knex.schema.createTable('art.works', (t) => { t.integer('id'); t.primary(['id']); });
};
exports.down = async () => {};
