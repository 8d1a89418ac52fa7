exports.up = (knex) => knex.schema.alterTable('users', (table) => {
  table.text('locale').notNullable().defaultTo('en');
});

exports.down = (knex) => knex.schema.alterTable('users', (table) => {
  table.dropColumn('locale');
});
