exports.up = async (knex) => {
  await knex.schema.createTable('clocks', (t) => t.increments());
  if (await knex.schema.hasTable('clocks')) throw new Error('there already');
};
exports.down = async () => {};
