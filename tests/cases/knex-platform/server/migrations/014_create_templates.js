exports.up = (knex) => knex.schema.createTable('templates', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.text('name').notNullable();
  table.text('body').notNullable();
  table.index(['workspace_id']);
});

exports.down = (knex) => knex.schema.dropTable('templates');
