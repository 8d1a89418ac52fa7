exports.up = async (knex) => {
  await knex.schema.createTable('knowledge_bases', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('workspace_id').notNullable().references('id').inTable('workspaces').onDelete('CASCADE');
    table.text('name').notNullable();
    table.index(['workspace_id']);
  });
  await knex.schema.createTable('knowledge_documents', (table) => {
    table.uuid('id').primary().defaultTo(knex.raw('gen_random_uuid()'));
    table.uuid('knowledge_base_id').notNullable().references('id').inTable('knowledge_bases').onDelete('CASCADE');
    table.text('title').notNullable();
    table.text('content').notNullable();
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('knowledge_documents');
  await knex.schema.dropTable('knowledge_bases');
};
