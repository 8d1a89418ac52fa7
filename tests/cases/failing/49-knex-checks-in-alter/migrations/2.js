exports.up = (knex) => knex.schema.alterTable('jars', (t) => { t.check('volume > 0'); });
exports.down = async () => {};
