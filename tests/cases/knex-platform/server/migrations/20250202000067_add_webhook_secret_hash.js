exports.up = (knex) => knex.schema.alterTable('webhooks', (table) => {
  table.text('secret_hash');
});

exports.down = (knex) => knex.schema.alterTable('webhooks', (table) => {
  table.dropColumn('secret_hash');
});
