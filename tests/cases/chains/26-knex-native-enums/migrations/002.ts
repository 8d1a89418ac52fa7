import { Knex } from 'knex';
const swap = (values: string[]) => [
  'ALTER TYPE ticket_priority RENAME TO ticket_priority_old',
  `CREATE TYPE ticket_priority AS ENUM (${values.map((v) => `'${v}'`).join(',')})`,
  'ALTER TABLE tickets ALTER COLUMN priority DROP DEFAULT',
  'ALTER TABLE tickets ALTER COLUMN priority TYPE ticket_priority USING priority::text::ticket_priority',
  'ALTER TABLE tasks ALTER COLUMN priority TYPE ticket_priority USING priority::text::ticket_priority',
  "ALTER TABLE tickets ALTER COLUMN priority SET DEFAULT 'low'",
  'DROP TYPE ticket_priority_old',
].join(';\n');
export async function up(knex: Knex) { return knex.raw(swap(['low', 'middle', 'high'])); }
export async function down(knex: Knex) { return knex.raw(swap(['low', 'high'])); }
