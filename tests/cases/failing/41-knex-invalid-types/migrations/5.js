exports.up = (knex) => knex.schema.createTable('five', (t) => { t.specificType('a', 'citext'); });
exports.down = async () => {};
