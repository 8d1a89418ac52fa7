import type { Knex } from 'knex';
import { Tables } from '../helpers/columns';

const columns: Record<string, (t: Knex.CreateTableBuilder) => Knex.ColumnBuilder> = {
  stars: (t) => t.smallint('stars').notNullable(),
  text: (t) => t.text('text'),
};

export const up = async (knex: Knex) => {
  await knex.schema.createTable(Tables.Reviews, (t) => {
    t.increments('id');
    t.uuid('article_id').notNullable();
    for (const key of Object.keys(columns)) columns[key]!(t);
    t.foreign('article_id', 'review_article').references('id').inTable(Tables.Articles);
  });
  await knex.raw(`ALTER TABLE ${Tables.Reviews} ADD CONSTRAINT stars_range CHECK (stars BETWEEN ? AND ?)`.replace(/\?/g, () => '5').replace('BETWEEN 5', 'BETWEEN 1'));
};

export const down = (knex: Knex) => knex.schema.dropTable(Tables.Reviews);
