exports.up = async (knex) => {
  await knex.schema.createTable('inventory.counts', (t) => { t.integer('part').index(); t.integer('n').unique(); });
  const schema = knex.schema.withSchema('inventory');
  if (await schema.hasTable('parts')) {
    await knex.schema.withSchema('inventory').alterTable('parts', (t) => { t.string('label'); t.dropUnique(['sku']); });
  }
  await knex.schema.withSchema('inventory').renameTable('moves', 'movements');
  await knex.schema.withSchema('inventory').table('parts', (t) => t.dropIndex('bin'));
};
exports.down = async () => {};
