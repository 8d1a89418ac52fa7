exports.up = (knex) => knex.schema.table('lamps', (t) => { t.string('shade'); });
exports.down = async () => {};
