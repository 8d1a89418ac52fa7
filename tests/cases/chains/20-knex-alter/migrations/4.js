exports.config = { transaction: false };
exports.up = async (knex) => {
  await knex.raw('create index concurrently homes_state on homes (state)');
  await knex.raw('alter table ?? alter column ?? drop default', ['homes', 'state']);
  await knex.raw('alter table :table: add column :column: text default \'a \\? b\'', { table: 'homes', column: 'Extra' });
  await knex.schema.raw('comment on table homes is ?', ['home sweet home']).catch(() => {});
};
exports.down = async () => {};
