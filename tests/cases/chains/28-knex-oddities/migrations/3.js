exports.up = (knex) => knex.schema.alterTable('CamelTable', (t) => {
  t.dropColumn('b0');
  t.integer('later').notNullable().defaultTo(7);
  t.index(['firstName', 'LastName']);
  t.index(knex.raw('lower("firstName")'));
  t.string('added').after('Id').first().index('added_ix');
  t.unique(['later', 'added'], { indexName: 'la', deferrable: 'immediate' });
  t.dropColumn('nul');
  t.comment('now with comment');
});
exports.down = async () => {};
