import { Knex } from 'knex';
export async function up(knex: Knex): Promise<void> {
  await knex.schema.createTable('tickets', (t) => {
    t.increments('id').primary();
    t.enum('priority', ['low', 'high'], { useNative: true, enumName: 'ticket_priority' }).notNullable().defaultTo('low');
  });
  await knex.schema.createTable('tasks', (t) => {
    t.enum('priority', null, { useNative: true, existingType: true, enumName: 'ticket_priority' });
  });
}
export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable('tasks').dropTable('tickets');
  await knex.raw('drop type ticket_priority');
}
