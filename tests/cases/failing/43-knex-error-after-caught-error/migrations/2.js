exports.config = { transaction: false };
exports.up = async (knex) => {
  await knex.schema.createTable('trees', (t) => t.increments());
  await knex.schema.alterTable('trees', (t) => t.dropColumn('height')).catch(() => {});
  await knex.schema.alterTable('trees', (t) => { t.integer('height'); t.index('hight'); });
  await knex.schema.createTable('never', (t) => t.increments());
};
exports.down = async () => {};
