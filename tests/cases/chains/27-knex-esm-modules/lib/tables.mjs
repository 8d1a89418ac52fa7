export default { games: 'games', players: 'players' };
export const MAX = 2 ** 5;
export async function createWithId(knex, name, build) {
  await knex.schema.createTable(name, (table) => { table.increments('id'); build?.(table); });
}
