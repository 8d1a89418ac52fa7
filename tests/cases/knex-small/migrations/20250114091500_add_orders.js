exports.up = async (knex) => {
  await knex.schema.createTable('orders', (table) => {
    table.increments('id');
    table.integer('account_id').notNullable().references('id').inTable('accounts');
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('orders');
};
