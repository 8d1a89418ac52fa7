exports.up = async (knex) => {
  await knex.schema.dropTable('trees');
};
exports.down = async () => {};
