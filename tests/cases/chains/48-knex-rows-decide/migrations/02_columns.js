exports.up = async (knex) => {
  const teams = await knex('teams').select('id', 'name').where({ active: true });
  await knex.schema.alterTable('teams', (t) => { for (const team of teams) t.integer(`members_of_${team.name}_${team.id}`); });
  const none = await knex('members').whereNull('email').first('id');
  if (none) await knex.schema.alterTable('members', (t) => t.text('reason'));
  await knex.schema.alterTable('members', (t) => t.string('email').notNullable().alter()).catch(() => knex('teams').del());
};
exports.down = async () => {};
exports.config = { transaction: false };
