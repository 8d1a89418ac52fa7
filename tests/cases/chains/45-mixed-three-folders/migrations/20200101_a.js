exports.up = (knex) => knex.schema.withSchema('app').createTable('members', (t) => { t.increments(); t.integer('tenant_id').references('id').inTable('app.tenants'); });
exports.down = (knex) => knex.schema.withSchema('app').dropTable('members');
