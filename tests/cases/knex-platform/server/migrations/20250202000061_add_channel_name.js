exports.up = (knex) => knex.schema.alterTable('channels', (table) => {
  table.text('name');
});

exports.down = (knex) => knex.schema.alterTable('channels', (table) => {
  table.dropColumn('name');
});
