exports.up = (knex) => knex.schema.createTable('jars', (t) => { t.integer('volume'); t.boolean('open').defaultTo('maybe'); });
exports.down = async () => {};
