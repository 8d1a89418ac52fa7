exports.up = (knex) => knex.schema.createTable('users', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.text('email').notNullable().unique();
  table.text('display_name').notNullable();
  table.text('password_hash').notNullable();
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
});

exports.down = (knex) => knex.schema.dropTable('users');
