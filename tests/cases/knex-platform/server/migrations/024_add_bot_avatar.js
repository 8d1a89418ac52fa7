exports.up = (knex) => knex.schema.alterTable('bots', (table) => {
  table.text('avatar_url');
});

exports.down = async () => {};
