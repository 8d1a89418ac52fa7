exports.up = (knex) => knex.schema.alterTable('houses', (t) => {
  t.string('street', 80).nullable().alter();
  t.bigInteger('rooms').notNullable().defaultTo(4).alter();
  t.text('zip').alter({ alterNullable: false });
  t.string('sold', 1).alter({ alterType: true });
  t.timestamp('built').notNullable().defaultTo(knex.fn.now());
});
exports.down = async () => {};
