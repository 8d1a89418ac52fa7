exports.config = { transaction: false };
exports.up = async (knex) => {
  await knex.raw('CREATE INDEX CONCURRENTLY rivers_name ON rivers (name)');
  await knex.raw('CREATE INDEX CONCURRENTLY rivers_name ON rivers (id)');
};
exports.down = async () => {};
