exports.up = (knex) => knex.schema.createTable('broadcasts', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
  table.text('name').notNullable();
  table.timestamp('scheduled_for');
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
  table.index(['workspace_id', 'created_at']);
});

exports.down = (knex) => knex.schema.dropTable('broadcasts');
