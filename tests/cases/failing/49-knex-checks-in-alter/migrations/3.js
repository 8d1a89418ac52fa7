exports.up = (knex) => knex.schema.alterTable('jars', (t) => { t.check('?? > 0', ['volume'], 'positive'); });
exports.down = async () => {};
