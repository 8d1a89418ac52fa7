const long = 'a_table_that_has_a_long_name_so_that_indexes_are_cut';
exports.up = async (knex) => {
  await knex.schema.createTable(long, (t) => {
    t.increments('id');
    t.string('a_column_with_a_long_name').index();
    t.string('b').unique().notNullable();
    t.integer('ref').references('id').inTable(long.slice(0, 63));
  });
  await knex.schema.createTable('inheriting', (t) => { t.inherits('CamelTable'); t.text('own'); });
  await knex.schema.createTableIfNotExists('inheriting', (t) => t.increments());
};
exports.down = async () => {};
