exports.up = (knex) => knex.schema.createTable('invoices', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.decimal('total', 10, 2).notNullable();
});

exports.down = (knex) => knex.schema.dropTable('invoices');
