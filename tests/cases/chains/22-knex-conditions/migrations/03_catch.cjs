exports.up = async (knex) => {
  try {
    await knex.transaction((trx) => trx.schema.createTable('bikes', (t) => t.increments()));
  } catch (error) {
    if (error.code !== '42P07') throw error;
    await knex.schema.createTable('bikes_other', (t) => t.increments());
  } finally {
    await knex.schema.createTable('bikes_finally', (t) => { t.increments('id'); });
  }
};
exports.down = async () => {};
