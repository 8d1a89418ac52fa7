exports.up = (knex) => { knex.schema.createTable('not_awaited', (t) => t.increments()); return Promise.resolve(); };
exports.down = async () => {};
