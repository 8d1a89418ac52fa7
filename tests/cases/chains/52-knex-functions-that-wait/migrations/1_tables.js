exports.up = async function (knex) {
  await knex.schema.createTable('result', async table => {
    table.increments('id');
    table.string('state').notNullable();
    table.integer('level').notNullable();
    table.timestamp('at');
    await table.index(['state', 'level'], 'result_covering');
    table.string('too_late');
  });
};
exports.down = knex => knex.schema.dropTable('result');
