exports.up = (knex) => knex.schema.createTable('houses', (t) => {
  t.increments('id').primary();
  t.string('street').notNullable();
  t.integer('rooms').defaultTo(3);
  t.enu('state', ['good', 'bad']).notNullable().defaultTo('good');
  t.string('zip', 5).index();
  t.integer('owner').unsigned();
  t.dropUnique ? t.boolean('sold') : t.text('sold');
});
exports.down = (knex) => knex.schema.dropTableIfExists('houses');
