const table = 'measurements_of_the_weather_stations_in_the_mountains';
exports.up = (knex) => knex.schema.createTable(table, (t) => {
  t.increments('id');
  t.string('station_number').index();
  t.string('station_name').index();
});
exports.down = async () => {};
