exports.up = async (knex) => {
  await knex.schema.alterTable('clocks', (t) => t.string('face'));
};
exports.down = async () => {};
