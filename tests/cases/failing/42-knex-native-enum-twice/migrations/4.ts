import { Knex } from 'knex';
export async function up(knex: Knex) {
  await knex.raw("alter type mood add value 'new'");
  await knex('moods').insert({ noon: 'new' });
}
export async function down() {}
