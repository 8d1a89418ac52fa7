exports.up = async (knex) => {
  await knex.schema.createTable('roles', (t) => {
    t.increments('id');
    t.string('name', 10).notNullable().unique();
    t.integer('level').nullable();
  });
  await knex('roles').insert([{ name: 'admin', level: 9 }, { name: 'user', level: null }]);
};
exports.down = async () => {};
