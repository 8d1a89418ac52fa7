exports.up = async (knex) => {
  const left = await knex('members').select('id');
  if (left.length === 0) await knex.schema.alterTable('members', (t) => t.string('phone').notNullable());
  else await knex.schema.alterTable('members', (t) => t.string('fax'));
};
exports.down = async () => {};
