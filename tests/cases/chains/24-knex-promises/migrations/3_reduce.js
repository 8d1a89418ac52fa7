const steps = [
  (knex) => knex.schema.table('boats', (t) => t.integer('port').references('ports.id')),
  (knex) => knex.raw('alter table boats add column flag char(2)'),
  (knex) => knex.schema.alterTable('boats', (t) => { t.string('flag', 3).alter(); }),
];
exports.up = (knex) => steps.reduce((before, step) => before.then(() => step(knex)), Promise.resolve());
exports.down = async () => {};
