exports.up = async (knex) => {
  await knex.transaction(async (trx) => {
    await trx.schema.createTable('undone', (t) => t.increments());
    throw new Error('no');
  }).catch((error) => { if (error.message !== 'no') throw error; });
  await knex.schema.createTable('undone_instead', (t) => { t.increments(); });
  await knex.raw('savepoint mine');
  await knex.raw('create table savepointed (id int)');
  await knex.raw('rollback to savepoint mine');
};
exports.down = async () => {};
