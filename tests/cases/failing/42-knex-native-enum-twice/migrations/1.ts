import { Knex } from 'knex';
export const up = (knex: Knex) => knex.schema.createTable('moods', (t) => {
  t.enu('morning', ['good', 'bad'], { useNative: true, enumName: 'mood' });
  t.enu('evening', ['good', 'bad'], { useNative: true, enumName: 'mood' });
});
export const down = (knex: Knex) => knex.schema.dropTable('moods');
