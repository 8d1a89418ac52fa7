exports.up = (knex) => knex.schema.createTable('lines', (t) => { t.increments(); t.integer('start').references('id').inTable('stations'); });
exports.down = async () => {};
