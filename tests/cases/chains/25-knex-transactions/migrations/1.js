exports.up = async (knex) => {
  await knex.transaction(async (trx) => {
    await trx.schema.createTable('ledgers', (t) => { t.increments('id'); t.decimal('total', 12, 2).notNullable().defaultTo(0); });
    await trx('ledgers').insert({ total: 5 });
    await knex.schema.transacting(trx).createTable('pages', (t) => t.integer('ledger').references('ledgers.id'));
  });
  const trx = await knex.transaction();
  await trx.schema.createTable('committed', (t) => t.increments());
  await trx.commit();
  const other = await knex.transaction();
  await other.schema.createTable('rolled_back', (t) => t.increments());
  await other.rollback();
};
exports.down = async () => {};
