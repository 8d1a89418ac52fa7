exports.up = async (knex) => {
  await knex.raw('create table cups (id int)');
  await knex.raw('alter table ?? add column ?? int; alter table ?? add column ?? int', ['cups', 'size', 'cups', 'size']);
};
exports.down = async () => {};
