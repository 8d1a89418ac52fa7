exports.up = (knex) => knex.schema.createTable('api_keys', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.uuid('created_by').references('id').inTable('users');
  table.text('key_hash').notNullable().unique();
  table.timestamp('expires_at');
  table.index(['workspace_id']);
  table.index(['created_by']);
});

exports.down = (knex) => knex.schema.dropTable('api_keys');
