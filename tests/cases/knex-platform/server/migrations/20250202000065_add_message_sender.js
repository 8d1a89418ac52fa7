exports.up = (knex) => knex.schema.alterTable('messages', (table) => {
  table.text('sender');
});

exports.down = (knex) => knex.schema.alterTable('messages', (table) => {
  table.dropColumn('sender');
});
