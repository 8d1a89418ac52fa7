exports.up = (knex) => knex.schema.createTable('workspace_members', (table) => {
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.uuid('user_id').notNullable().references('id').inTable('users').onDelete('CASCADE');
  table.text('role').notNullable().defaultTo('member');
  table.primary(['workspace_id', 'user_id']);
  table.index(['user_id']);
});

exports.down = (knex) => knex.schema.dropTable('workspace_members');
