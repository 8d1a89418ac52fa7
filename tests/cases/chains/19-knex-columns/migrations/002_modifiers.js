exports.up = (knex) => knex.schema
  .createTable('parents', (t) => {
    t.increments();
    t.increments('second', { primaryKey: false });
    t.string('code').primary({ constraintName: 'by_code' });
  })
  .createTable('children', (t) => {
    t.uuid('id', { primaryKey: true }).defaultTo(knex.raw('gen_random_uuid()'));
    t.string('parent').references('code').inTable('parents').onDelete('set null').onUpdate('CASCADE').deferrable('immediate');
    t.integer('number').unique({ indexName: 'number_once', deferrable: 'deferred' }).index();
    t.integer('positive').checkPositive();
    t.integer('negative').checkNegative('below_zero');
    t.string('letter').checkIn(['a', 'b']);
    t.string('other').checkNotIn(['c', 'd'], 'not_cd');
    t.integer('between').checkBetween([1, 5]);
    t.string('short').checkLength('<', 9);
    t.string('form').checkRegex('^[a-z]+$');
    t.check('?? > ??', ['positive', 'negative'], 'ordered');
    t.unique(['letter', 'other'], { predicate: knex.whereNotNull('letter') });
    t.unique(['short'], { useConstraint: false, indexName: 'short_once' });
    t.index(['number', 'letter'], 'by_number', { storageEngineIndexType: 'btree', predicate: knex.whereRaw('number > 3') });
    t.index(knex.raw('lower(form)'), 'by_form');
  });
exports.down = (knex) => knex.schema.dropTable('children').dropTable('parents');
