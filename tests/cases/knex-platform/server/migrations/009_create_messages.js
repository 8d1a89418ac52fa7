exports.up = (knex) => knex.schema.createTable('messages', (table) => {
  table.bigIncrements('id');
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.uuid('conversation_id').notNullable().references('id').inTable('conversations').onDelete('CASCADE');
  table.text('direction').notNullable();
  table.text('body').notNullable();
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  table.index(['conversation_id']);
  table.index(['conversation_id'], 'messages_by_conversation');
});

exports.down = (knex) => knex.schema.dropTable('messages');
