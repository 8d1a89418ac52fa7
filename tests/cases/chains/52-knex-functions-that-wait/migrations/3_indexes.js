exports.up = async knex => {
  await knex.schema.alterTable('result', async table => {
    await table.dropIndex(['state', 'level'], 'result_covering');
    if (knex.client.config.client === 'pg') {
      await knex.raw('create index result_covering on result (state, "at" desc, level)');
    } else {
      await table.index(['state', 'at', 'level'], 'result_covering');
    }
  });
  const later = async table => { await Promise.resolve(); table.string('never'); };
  await knex.schema.table('result', table => { table.boolean('first'); later(table); table.boolean('last'); });
};
exports.down = async () => {};
