module.exports.up = (knex) => knex.schema.hasTable('bikes').then((exists) => {
  if (!exists) {
    return knex.schema.createTable('bikes', (table) => {
      table.increments('id').notNullable();
      table.string('frame').notNullable();
      table.integer('gears');
    });
  }
});
module.exports.down = (knex) => knex.schema.dropTable('bikes');
