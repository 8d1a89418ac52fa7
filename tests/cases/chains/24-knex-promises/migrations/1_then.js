'use strict';
exports.up = function (knex, Promise) {
  return knex.schema.createTable('boats', function (t) { t.increments('id'); t.string('name'); })
    .then(() => knex.schema.createTable('sails', (t) => { t.increments('id'); t.integer('boat_id').references('id').inTable('boats'); }))
    .then(function () { return knex('boats').insert({ name: 'Ada' }); });
};
exports.down = function (knex) { return knex.schema.dropTable('sails').dropTable('boats'); };
