exports.up = (knex) => knex.schema.createTable('audit_logs', (table) => {
  table.bigIncrements('id');
  table.text('action').notNullable();
  table.jsonb('details').notNullable().defaultTo('{}');
  table.timestamp('created_at').notNullable().defaultTo(knex.fn.now());
});

exports.down = (knex) => knex.schema.dropTable('audit_logs');
