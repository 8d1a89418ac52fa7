exports.up = (knex) => knex.schema
  .createView('few', (view) => {
    view.columns(['id', 'sku']);
    view.as(knex('inventory.parts').select('id', 'sku').where('bin', '<', 5));
  })
  .createMaterializedView('many', (view) => { view.columns(['n']); view.as(knex.select(knex.raw('count(*)::int')).from('inventory.parts')); })
  .createViewOrReplace('few', (view) => view.as(knex('inventory.parts').select('id', 'sku').where('bin', '<', 50)))
  .raw('create unique index on many (n)')
  .renameView('few', 'several')
  .createTableLike('parts_copy', 'inventory.parts', (t) => t.text('extra'))
  .dropTableIfExists('nothing');
exports.down = async () => {};
