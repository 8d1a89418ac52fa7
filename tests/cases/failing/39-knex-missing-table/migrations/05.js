exports.up = (knex) => knex.schema.renameTable('lamps', 'lights').createTable('x', (t) => t.increments());
exports.down = async () => {};
