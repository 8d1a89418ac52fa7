exports.up = async (knex) => {
  await knex.schema.alterTable('messages', (table) => {
    table.text('search_text');
  });
  await knex.raw('CREATE INDEX contacts_name_idx ON contacts (name)');
};

exports.down = async (knex) => {
  await knex.schema.alterTable('messages', (table) => {
    table.dropColumn('search_text');
  });
};
