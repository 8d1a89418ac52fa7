exports.up = (knex) => knex.schema.withSchema('art').createTable('works', (t) => t.increments());
exports.down = async () => {};
