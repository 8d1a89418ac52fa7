const long = 'a_table_that_has_a_really_long_name_so_that_names_of_indexes_are_cut';
exports.up = async (knex) => {
  await knex.schema.createTable(long, (t) => {
    t.increments('id');
    t.string('a_column_with_a_long_name').index();
  });
};
exports.down = async () => {};
