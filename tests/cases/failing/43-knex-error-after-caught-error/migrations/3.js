exports.up = async (knex) => {
  await knex.schema.createTable('leaves', (t) => { t.increments(); t.integer('tree').references('trees.id'); });
  await knex.schema.dropTable('trees');
};
exports.down = async () => {};
