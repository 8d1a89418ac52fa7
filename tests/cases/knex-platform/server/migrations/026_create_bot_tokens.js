exports.up = (knex) => knex.schema.createTable('bot_tokens', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('bot_id').notNullable().references('id').inTable('bots').onDelete('CASCADE');
  table.text('token_hash').notNullable().unique();
});

exports.down = (knex) => knex.schema.dropTable('bot_tokens');
