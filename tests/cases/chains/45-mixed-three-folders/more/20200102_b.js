exports.up = async (knex) => { await knex.raw('alter table app.members add column email text'); await knex.schema.dropTableIfExists('app.nothing'); };
exports.down = async () => {};
