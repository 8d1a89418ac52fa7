import * as lib from '../lib/tables.mjs';
const { default: { games, players } } = lib;
const references = (t, name, table, { cascade = true, ...rest } = {}) => {
  const column = t.integer(name).notNullable().references('id').inTable(table);
  if (cascade) column.onDelete('CASCADE');
  if (rest.index ?? false) column.index();
};
export async function up(knex) {
  await knex.schema.createTable('scores', (t) => {
    references(t, 'game', games, { index: true });
    references(t, 'player', players, { cascade: false });
    t.specificType('points', `numeric(${lib.MAX / 4}, ${+'2'})`);
    t.unique(['game', 'player']);
  });
}
export async function down(knex) { await knex.schema.dropTable('scores'); }
