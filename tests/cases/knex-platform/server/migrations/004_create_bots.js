exports.up = async (knex) => {
  await knex.raw("CREATE TYPE bot_status AS ENUM ('draft', 'live', 'paused')");
  await knex.schema.createTable('bots', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
    table.text('name').notNullable();
    table.specificType('status', 'bot_status').notNullable().defaultTo('draft');
    table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
    table.index(['workspace_id', 'created_at']);
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('bots');
};
