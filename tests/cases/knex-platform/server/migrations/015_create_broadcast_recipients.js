exports.up = (knex) => knex.schema.createTable('broadcast_recipients', (table) => {
  table.uuid('broadcast_id').notNullable().references('id').inTable('broadcasts').onDelete('CASCADE');
  table.uuid('contact_id').notNullable().references('id').inTable('contacts').onDelete('CASCADE');
  table.timestamp('sent_at');
  table.primary(['broadcast_id', 'contact_id']);
});

exports.down = (knex) => knex.schema.dropTable('broadcast_recipients');
