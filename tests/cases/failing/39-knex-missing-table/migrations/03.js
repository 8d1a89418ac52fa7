exports.up = (knex) => knex.schema.dropTable('lamps');
exports.down = async () => {};
