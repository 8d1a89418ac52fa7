exports.up = (knex) => knex('lamps').insert({ id: 1 });
exports.down = async () => {};
