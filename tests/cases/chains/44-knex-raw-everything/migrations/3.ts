import { Knex } from 'knex';
import { readdirSync } from 'fs';
export async function up(knex: Knex): Promise<void> {
  const exists = await knex.raw(`SELECT to_regclass('public.invoices') IS NOT NULL AS there`);
  if (exists.rows[0].there) {
    await knex.schema.renameTable('invoices', 'bills');
    await knex.raw('ALTER INDEX ?? RENAME TO ??', ['invoices_number', 'bills_number']);
  }
  if (typeof readdirSync !== 'function') throw new Error('never');
}
export async function down(): Promise<void> {}
