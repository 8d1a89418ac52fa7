exports.up = (knex) => knex.schema.createTable('one', (t) => { t.increments(); t.int('n'); });
exports.down = async () => {};
