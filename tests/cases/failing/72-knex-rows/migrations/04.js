exports.up = async (knex) => {
  const role = await knex('roles').where({ name: 'user' }).first();
  await knex('roles').where('id', role.id).update({ level: 1 });
  await knex.schema.alterTable('roles', (t) => t.integer('level').notNullable().alter());
};
exports.down = async () => {};
