exports.up = (knex) => knex.schema.createTable('four', (t) => { t.enum('a', ["it's"]); });
exports.down = async () => {};
