exports.up = function (knex) {
  return knex.schema.alterTable('result', async table => {
    table.enum('total', ['passed', 'failed']).nullable().comment('Of all levels.');
    await knex.raw('update result set total = state');
    await knex.raw('create index result_total on result (total)');
    table.dropColumn('level');
  });
};
exports.down = knex => knex.schema.alterTable('result', table => { table.dropColumn('total'); });
