exports.up = async function (knex) {
  knex.raw('CREATE INDEX orders_account_id_index ON orders (account_id)');
};

exports.down = async function (knex) {
  await knex.raw('DROP INDEX orders_account_id_index');
};
