exports.up = (knex) => knex.raw('select * from :table: where id = :id', { table: 'saucers', id: 1 });
exports.down = async () => {};
