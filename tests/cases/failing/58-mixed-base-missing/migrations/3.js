exports.up = (knex) => knex.schema.createTable('trains', (t) => { t.uuid('home').references('id').inTable('stations'); t.integer('line').references('id').inTable('lines'); });
exports.down = async () => {};
