exports.up = async (knex) => {
  await knex.schema.createTable('invoices', (table) => {
    table.increments('id');
    table.integer('account_id').notNullable().references('id').inTable('accounts');
    table.decimal('total', 12, 2).notNullable();
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('invoices');
};
