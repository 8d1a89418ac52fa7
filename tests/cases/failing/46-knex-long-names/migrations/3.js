exports.up = (knex) => knex.schema.createTable('ok', (t) => { t.increments('id'); t.string('n', 5).unique().unique(); });
exports.down = async () => {};
