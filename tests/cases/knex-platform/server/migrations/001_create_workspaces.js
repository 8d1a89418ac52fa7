exports.up = (knex) => knex.schema.createTable('workspaces', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.text('name').notNullable();
  table.text('slug').notNullable().unique();
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
});

exports.down = (knex) => knex.schema.dropTable('workspaces');
