exports.up = async (knex) => {
  switch (knex.client.config.client) {
    case 'sqlite3':
    case 'better-sqlite3':
      await knex.raw('pragma foreign_keys = on');
      break;
    case 'pg':
      await knex.raw('create extension if not exists "pgcrypto"');
      break;
    default:
      throw new Error('unsupported');
  }
  const isPg = ['pg', 'postgresql'].includes(knex.client.config.client) || knex.client.driverName === 'pg';
  await knex.schema.createTable('rides', (t) => {
    isPg ? t.jsonb('route') : t.text('route');
    t.integer('bike').unsigned().references('bikes.id').notNullable();
    if (process.env.NODE_ENV === 'never') t.text('never');
    t.string('unit').defaultTo(process.env.MIGRATIONLINT_UNSET || 'km');
  });
};
exports.down = async () => {};
