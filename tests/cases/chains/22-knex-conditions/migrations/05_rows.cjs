exports.up = async (knex) => {
  await knex('bikes').insert([{ frame: 'steel', gears: 1 }, { frame: 'carbon', gears: 22 }]);
  const rows = await knex('bikes').where('gears', '>', 10).select('id', 'frame');
  for (const row of rows) await knex('bikes').where({ id: row.id }).update({ color: `fast ${row.frame}` });
  await knex.schema.alterTable('bikes', (t) => t.string('color').notNullable().defaultTo('black').alter()).catch(() => null);
};
exports.down = async () => {};
exports.config = { transaction: false };
