exports.up = async function (knex) {
  await knex.schema.alterTable('users', (table) => {
    table.string('phone', 32);
  });
};

exports.down = async function (knex) {
  await knex.schema.alterTable('users', (table) => {
    table.dropColumn('phone');
  });
};
