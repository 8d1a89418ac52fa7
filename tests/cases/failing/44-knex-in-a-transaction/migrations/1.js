exports.up = (knex) => knex.schema.createTable('rivers', (t) => { t.increments(); t.string('name'); });
exports.down = async () => {};
