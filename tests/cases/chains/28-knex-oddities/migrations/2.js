exports.up = (knex) => knex.schema.createTable('CamelTable', (t) => {
  t.increments('Id');
  t.string('firstName').index();
  t.string('LastName').unique();
  t.integer('Other').references('Id').inTable('CamelTable');
  t.string('no table').references('id');
  t.boolean('b0').defaultTo(0);
  t.boolean('bs').defaultTo('0');
  t.boolean('bf').defaultTo(false);
  t.timestamp('frozen_not').defaultTo('infinity');
  t.integer('nul').defaultTo(null);
  t.string('quoted').defaultTo('back\\slash "q"');
});
exports.down = async () => {};
