exports.up = async (knex) => {
  await knex.schema.createTable('trees', (t) => t.increments());
  try {
    await knex.schema.alterTable('trees', (t) => t.dropColumn('height'));
  } catch (error) {
    await knex.schema.alterTable('trees', (t) => t.integer('height'));
  }
};
exports.down = async () => {};
