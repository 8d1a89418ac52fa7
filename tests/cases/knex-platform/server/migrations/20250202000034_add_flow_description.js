exports.up = (knex) => knex.schema.alterTable('flows', (table) => {
  table.text('description');
});

exports.down = (knex) => knex.schema.alterTable('flows', (table) => {
  table.dropColumn('description');
});
