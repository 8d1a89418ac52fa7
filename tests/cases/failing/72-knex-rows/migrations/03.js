exports.up = (knex) => knex.schema.alterTable('roles', (t) => t.integer('level').notNullable().alter());
exports.down = async () => {};
