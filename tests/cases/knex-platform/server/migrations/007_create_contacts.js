exports.up = (knex) => knex.schema.createTable('contacts', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.text('external_id').notNullable();
  table.text('name');
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  table.unique(['workspace_id', 'external_id']);
});

exports.down = (knex) => knex.schema.dropTable('contacts');
