exports.up = (knex) => knex.schema.alterTable('invoices', (table) => {
  table.text('number').unique();
});

exports.down = (knex) => knex.schema.alterTable('invoices', (table) => {
  table.dropColumn('number');
});
