exports.up = (knex) => knex.schema.alterTable('knowledge_documents', (table) => {
  table.index(['knowledge_base_id']);
});

exports.down = (knex) => knex.schema.alterTable('knowledge_documents', (table) => {
  table.dropIndex(['knowledge_base_id']);
});
