exports.up = async (knex) => {
  const removed = await knex('roles').where('level', '<', 5).del();
  if (removed === 1) throw new Error('one role was removed');
};
exports.down = async () => {};
