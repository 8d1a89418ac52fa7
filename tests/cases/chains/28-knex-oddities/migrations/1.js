exports.up = (knex) => knex.schema.createTable('Odd-Table.name', (t) => t.increments()).catch(() => {});
exports.down = async () => {};
exports.config = { transaction: false };
