exports.up = (knex) => knex('roles').insert({ name: 'admin' });
exports.down = async () => {};
