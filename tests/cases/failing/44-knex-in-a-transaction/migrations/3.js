exports.up = async (knex) => {
  await knex.raw('VACUUM rivers');
};
exports.down = async () => {};
