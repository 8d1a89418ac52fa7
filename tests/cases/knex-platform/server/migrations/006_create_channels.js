exports.up = (knex) => knex.schema.createTable('channels', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('bot_id').notNullable().references('id').inTable('bots').onDelete('CASCADE');
  table.text('kind').notNullable();
  table.jsonb('credentials').notNullable().defaultTo('{}');
});

exports.down = (knex) => knex.schema.dropTable('channels');
