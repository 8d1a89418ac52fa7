exports.up = (knex) => knex.schema.createTable('trains', (t) => { t.uuid('home').references('id').inTable('stations').index(); });
exports.down = async () => {};
