import type { Knex } from 'knex';

export enum Tables {
  Articles = 'articles',
  Authors = 'authors',
  Reviews = 'article_reviews',
}

export const STATES = ['draft', 'published', 'withdrawn'] as const;
export type State = (typeof STATES)[number];

export function addId(table: Knex.CreateTableBuilder, name = 'id'): Knex.ColumnBuilder {
  return table.uuid(name).primary().defaultTo(table.client.raw('gen_random_uuid()'));
}

export const addTimestamps = (table: Knex.CreateTableBuilder, { deleted = false }: { deleted?: boolean } = {}) => {
  table.timestamp('created_at').notNullable().defaultTo(table.client.raw('now()'));
  table.timestamp('updated_at').notNullable().defaultTo(table.client.raw('now()'));
  if (deleted) table.timestamp('deleted_at').nullable();
};
