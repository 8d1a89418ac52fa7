exports.up = (knex) => knex.schema.createTable('three', (t) => { t.string('a').defaultTo(undefined); });
exports.down = async () => {};
