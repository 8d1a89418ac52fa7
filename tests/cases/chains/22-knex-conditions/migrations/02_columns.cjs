module.exports = {
  async up(knex) {
    const wanted = { gears: 'integer', color: 'string', weight: 'decimal' };
    for (const [column, type] of Object.entries(wanted)) {
      const there = await knex.schema.hasColumn('bikes', column);
      if (there) continue;
      await knex.schema.alterTable('bikes', (t) => { t[type](column); });
    }
    const info = await knex('bikes').columnInfo();
    if (!info.bell) await knex.schema.table('bikes', (t) => t.boolean('bell').defaultTo(false));
  },
  async down() {},
};
