import { Knex } from 'knex';
export async function up(knex: Knex) {
  await knex.raw("create type mood as enum ('good')");
  await knex.schema.createTable('moods', (t) => { t.specificType('noon', 'mood').notNullable().defaultTo('good'); });
  await knex.raw('drop type mood');
}
export async function down() {}
