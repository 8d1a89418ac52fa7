exports.up = (knex) => knex.schema.createTable('billing_plans', (table) => {
  table.text('code').primary();
  table.decimal('monthly_price', 10, 2).notNullable();
});

exports.down = (knex) => knex.schema.dropTable('billing_plans');
