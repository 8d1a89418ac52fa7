exports.up = async (knex) => {
  const [{ id }] = await knex('roles').insert({ name: 'guest', level: 0 }).returning('id');
  await knex('roles').insert({ id, name: 'other', level: 0 });
};
exports.down = async () => {};
