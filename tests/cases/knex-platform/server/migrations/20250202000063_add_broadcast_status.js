exports.up = (knex) => knex.schema.alterTable('broadcasts', (table) => {
  table.text('status').notNullable().defaultTo('draft');
});

exports.down = (knex) => knex.schema.alterTable('broadcasts', (table) => {
  table.dropColumn('status');
});
