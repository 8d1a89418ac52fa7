exports.up = async (knex) => {
  await knex.schema.createTable('flow_nodes', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('flow_id').notNullable().references('id').inTable('flows').onDelete('CASCADE');
    table.text('kind').notNullable();
    table.jsonb('options').notNullable().defaultTo('{}');
    table.index(['flow_id']);
  });
  await knex.schema.createTable('flow_edges', (table) => {
    table.bigIncrements('id');
    table.uuid('source_id').notNullable().references('id').inTable('flow_nodes').onDelete('CASCADE');
    table.uuid('target_id').notNullable().references('id').inTable('flow_nodes').onDelete('CASCADE');
    table.unique(['source_id', 'target_id']);
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('flow_nodes');
  await knex.schema.dropTable('flow_edges');
};
