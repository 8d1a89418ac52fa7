exports.up = (knex) => knex.schema.createTable('desks', (t) => { t.increments('id'); t.string('a'); t.string('b').unique(); });
exports.down = async () => {};
