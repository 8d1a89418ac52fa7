exports.up = (knex) => knex.raw('create table cups (id int default ?)', [5]);
exports.down = async () => {};
