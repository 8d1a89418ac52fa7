exports.up = async (knex) => { await knex.schema.withSchema('app').alterTable('members', (t) => { t.index('tenant_id'); t.string('nick', 30); }); };
exports.down = async () => {};
