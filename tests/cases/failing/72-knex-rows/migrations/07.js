exports.up = async (knex) => {
  const names = await knex('roles').orderBy('id').pluck('name');
  for (const name of names) await knex('roles').insert({ name: `${name}s`, level: names.length });
  await knex('roles').insert({ name: 'users', level: 1 }).onConflict('name').ignore();
  await knex.schema.alterTable('roles', (t) => t.unique(['level']));
};
exports.down = async () => {};
