exports.up = (knex) => knex.schema.createTable('two', (t) => { t.increments('a'); t.increments('b'); });
exports.down = async () => {};
