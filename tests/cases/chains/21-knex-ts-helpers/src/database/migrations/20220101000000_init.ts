import { Knex } from 'knex';
import { addId, addTimestamps, STATES, Tables, trigger } from '../helpers';
import { ON_UPDATE } from '../helpers/triggers';

export async function up(knex: Knex): Promise<void> {
  await knex.raw(ON_UPDATE);
  await knex.schema
    .createTable(Tables.Authors, (table) => {
      addId(table);
      table.string('name', 120).notNullable();
      addTimestamps(table, { deleted: true });
    })
    .createTable(Tables.Articles, (table) => {
      addId(table);
      table.uuid('author_id').notNullable().references(`${Tables.Authors}.id`).onDelete('CASCADE');
      table.enum('state', STATES as unknown as string[]).notNullable().defaultTo(STATES[0]);
      addTimestamps(table);
    });
  await Promise.all(Object.values(Tables).filter((name) => name !== Tables.Reviews).map((name) => knex.raw(trigger(name))));
}

export async function down(knex: Knex): Promise<void> {
  await knex.schema.dropTable(Tables.Articles).dropTable(Tables.Authors);
}
