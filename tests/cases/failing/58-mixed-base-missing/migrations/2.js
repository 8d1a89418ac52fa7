exports.up = (knex) => knex.schema.createTable('stations', (t) => { t.uuid('id').primary(); });
exports.down = async () => {};
