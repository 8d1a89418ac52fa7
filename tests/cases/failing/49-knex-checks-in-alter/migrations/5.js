exports.up = (knex) => knex.schema.alterTable('jars', (t) => { t.integer('volume').notNullable().alter(); t.dropNullable('height'); });
exports.down = async () => {};
