exports.up = async (knex) => {
  await knex.schema.createSchema('inventory');
  await knex.schema.createSchemaIfNotExists('inventory');
  await knex.schema.withSchema('inventory').createTable('parts', (t) => {
    t.increments('id');
    t.string('sku').unique();
    t.integer('bin').index();
    t.enu('quality', ['a', 'b'], { useNative: true, enumName: 'quality', schemaName: 'inventory' });
  });
  await knex.schema.withSchema('inventory').createTable('moves', (t) => {
    t.integer('part').references('id').inTable('inventory.parts').onDelete('cascade');
    t.integer('amount').notNullable();
    t.primary(['part', 'amount']);
  });
};
exports.down = (knex) => knex.schema.dropSchema('inventory', true);
