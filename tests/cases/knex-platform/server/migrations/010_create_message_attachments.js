exports.up = (knex) => knex.schema.createTable('message_attachments', (table) => {
  table.bigIncrements('id');
  table.bigInteger('message_id').notNullable().references('id').inTable('messages').onDelete('CASCADE');
  table.text('url').notNullable();
  table.index(['message_id']);
});
