exports.up = (knex) => knex.schema.createTable('people', (t) => { t.integer('x').references('art.works.id'); });
exports.down = async () => {};
