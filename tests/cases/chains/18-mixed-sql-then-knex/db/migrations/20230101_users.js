exports.up = async (knex) => {
  await knex.schema.createTable('users', (t) => {
    t.increments('id');
    t.uuid('account_id').notNullable().references('id').inTable('accounts').onDelete('CASCADE');
    t.string('email').notNullable().unique();
    t.timestamps(true, true);
  });
};
exports.down = (knex) => knex.schema.dropTable('users');
