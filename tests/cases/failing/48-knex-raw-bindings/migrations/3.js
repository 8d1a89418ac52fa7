exports.up = (knex) => knex.raw(`
  create table cups (id int);
  insert into cups (id, color) values (1, 'red');
`);
exports.down = async () => {};
