exports.up = (knex) => knex.schema.createTable('flows', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('bot_id').notNullable().references('id').inTable('bots').onDelete('CASCADE');
  table.text('name').notNullable();
  table.index(['bot_id']);
});

exports.down = (knex) => knex.schema.dropTable('flows');
