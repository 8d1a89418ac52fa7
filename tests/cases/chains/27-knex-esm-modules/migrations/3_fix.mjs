export async function up(knex) {
  const { rows } = await knex.raw("select constraint_name from information_schema.table_constraints where table_name = 'scores' and constraint_type = 'UNIQUE'");
  if (rows.length) await knex.raw('alter table scores drop constraint ??', [rows[0].constraint_name]);
  await knex.schema.alterTable('scores', function () { this.primary(['game', 'player']); this.timestamp('at').defaultTo(knex.raw("now() + interval '1 day'")); });
}
export async function down() {}
