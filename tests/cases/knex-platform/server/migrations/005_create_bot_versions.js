exports.up = (knex) => knex.schema.createTable('bot_versions', (table) => {
  table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
  table.uuid('bot_id').notNullable().references('id').inTable('bots').onDelete('CASCADE');
  table.integer('revision').notNullable();
  table.jsonb('definition').notNullable();
  table.timestamp('published_at');
  table.unique(['bot_id', 'revision']);
});

exports.down = (knex) => knex.schema.dropTable('bot_versions');
