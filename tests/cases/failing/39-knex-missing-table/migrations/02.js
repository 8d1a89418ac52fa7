exports.up = async (knex) => {
  await knex.schema.createTable('lamps', (t) => t.increments());
  await knex.schema.createTable('bulbs', (t) => {
    t.increments();
    t.integer('socket').references('id').inTable('sockets');
  });
};
exports.down = async () => {};
