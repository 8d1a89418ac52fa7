exports.up = async function (knex) {
  await knex.raw('DROP TABLE IF EXISTS legacy_flags');
};
