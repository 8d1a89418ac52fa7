exports.up = async (knex) => {
  await knex.raw('CREATE TABLE IF NOT EXISTS templates (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), workspace_id uuid NOT NULL, name text NOT NULL, body text NOT NULL)');
  await knex.schema.alterTable('workspaces', (table) => {
    table.jsonb('settings').notNullable().defaultTo('{}');
  });
};

exports.down = async (knex) => {
  await knex.schema.alterTable('workspaces', (table) => {
    table.dropColumn('settings');
  });
  await knex.raw('DROP TABLE templates');
};
