import { Knex } from 'knex';
export const up = (knex: Knex) => knex.schema.createTable('moods', (t) => {
  t.enu('morning', ['good', 'bad'], { useNative: true, enumName: 'mood' });
  t.enu('evening', null, { useNative: true, existingType: true, enumName: 'mood' }).defaultTo('middling');
});
export const down = (knex: Knex) => knex.schema.dropTable('moods');
