import tables, { MAX, createWithId } from '../lib/tables.mjs';
export const up = async (knex) => {
  await createWithId(knex, tables.games, (t) => { t.string('title', MAX).notNullable(); });
  await createWithId(knex, tables.players);
};
export const down = async (knex) => { for (const name of Object.values(tables).reverse()) await knex.schema.dropTable(name); };
