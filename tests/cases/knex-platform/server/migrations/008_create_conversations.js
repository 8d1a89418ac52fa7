exports.up = (knex) => knex.schema.createTable('conversations', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('channel_id').notNullable().references('id').inTable('channels').onDelete('CASCADE');
  table.uuid('contact_id').notNullable().references('id').inTable('contacts').onDelete('CASCADE');
  table.uuid('assignee_id').references('id').inTable('users');
  table.timestamp('opened_at').notNullable().defaultTo(knex.fn.now());
  table.timestamp('closed_at');
  table.index(['channel_id']);
  table.index(['channel_id', 'opened_at']);
  table.index(['contact_id']);
  table.index(['assignee_id']);
});

exports.down = (knex) => knex.schema.dropTable('conversations');
