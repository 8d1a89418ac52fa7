exports.up = (knex) => knex.schema.createTable('usage_counters', (table) => {
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.text('metric').notNullable();
  table.bigInteger('amount').notNullable().defaultTo(0);
  table.primary(['workspace_id', 'metric']);
});

exports.down = (knex) => knex.schema.dropTable('usage_counters');
