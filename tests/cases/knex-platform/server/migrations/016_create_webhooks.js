exports.up = (knex) => knex.schema.createTable('webhooks', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.text('url').notNullable();
  table.boolean('is_active').notNullable().defaultTo(true);
  table.index(['workspace_id']);
});

exports.down = (knex) => knex.schema.dropTable('webhooks');
