exports.up = async (knex) => {
  await knex.schema.createTable('teams', (t) => {
    t.increments();
    t.string('name').notNullable();
    t.boolean('active').defaultTo(true);
    t.timestamps(true, true);
  });
  await knex.schema.createTable('members', (t) => {
    t.increments();
    t.integer('team_id').references('teams.id').onDelete('CASCADE');
    t.string('email');
  });
  const [red] = await knex('teams').insert([{ name: 'red' }, { name: 'blue', active: false }], ['id', 'name']);
  await knex('members').insert({ team_id: red.id, email: 'a@red.example' });
  await knex('members').insert({ team_id: red.id });
};
exports.down = async () => {};
