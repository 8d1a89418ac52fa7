exports.up = (knex) => knex.schema.alterTable('channels', (table) => {
  table.index(['bot_id']);
});

exports.down = (knex) => knex.schema.alterTable('channels', (table) => {
  table.dropIndex(['bot_id']);
});
