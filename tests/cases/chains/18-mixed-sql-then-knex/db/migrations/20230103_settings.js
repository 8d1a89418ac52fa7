exports.up = async function (knex) {
  if (await knex.schema.hasTable('settings')) {
    await knex.schema.renameTable('settings', 'preferences');
  }
  if (!(await knex.schema.hasColumn('preferences', 'updated_at'))) {
    await knex.schema.table('preferences', (table) => table.timestamp('updated_at').defaultTo(knex.fn.now()));
  }
};
exports.down = async () => {};
