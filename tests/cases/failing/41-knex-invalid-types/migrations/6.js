exports.up = (knex) => knex.schema.createTable('six', (t) => { t.timestamp('a').defaultTo(new Date(0)); t.index([{ column: 'a', order: 'desc' }]); });
exports.down = async () => {};
