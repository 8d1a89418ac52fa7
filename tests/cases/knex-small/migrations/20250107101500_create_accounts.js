exports.up = (knex) =>
  knex.schema.createTable('accounts', (table) => {
    table.increments('id');
    table.integer('owner_id').notNullable().references('id').inTable('users');
    table.string('name', 80).notNullable();
  });

exports.down = (knex) => knex.schema.dropTable('accounts');
