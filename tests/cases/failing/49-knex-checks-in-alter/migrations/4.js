exports.up = (knex) => knex.schema.alterTable('jars', (t) => { t.dropChecks('positive'); });
exports.down = async () => {};
