exports.up = (knex) => knex.schema.alterTable('accounts', (t) => {
  t.specificType('previous_plan', 'plan');
  t.renameColumn('name', 'title');
  t.index(['title'], 'accounts_by_title');
}).raw("alter type plan add value if not exists 'trial'");
exports.down = async () => {};
