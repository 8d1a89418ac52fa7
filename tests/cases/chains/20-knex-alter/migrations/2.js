exports.up = async (knex) => {
  await knex.schema.table('houses', (t) => {
    t.renameColumn('owner', 'owner_id');
    t.dropIndex('zip');
    t.unique(['street', 'zip']);
    t.setNullable('street');
    t.dropNullable('zip');
  });
  await knex.schema.createTable('owners', (t) => { t.increments(); t.string('name'); });
  await knex.schema.alterTable('houses', (t) => {
    t.foreign('owner_id').references('id').inTable('owners').withKeyName('owned_by').onDelete('RESTRICT');
    t.foreign(['owner_id'], 'owned_again').references(['id']).on('owners');
    t.check('rooms < 100', [], 'few_rooms');
  });
};
exports.down = async () => {};
