exports.up = (knex) => knex.schema.alterTable('bots', (table) => {
  table.text('language').notNullable().defaultTo('en');
});

exports.down = (knex) => knex.schema.alterTable('bots', (table) => {
  table.dropColumn('language');
});
