exports.up = (knex) => knex.schema.createTable('subscriptions', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('workspace_id').notNullable().unique().references('id').inTable('workspaces').onDelete('CASCADE');
  table.text('plan_code').notNullable().references('code').inTable('billing_plans').onDelete('RESTRICT');
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
});

exports.down = (knex) => knex.schema.dropTable('subscriptions');
