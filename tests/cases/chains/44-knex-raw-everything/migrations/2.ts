import { Knex } from 'knex';
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    DO $$
    BEGIN
      IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'invoice_state') THEN
        CREATE TYPE invoice_state AS ENUM ('open', 'paid');
      END IF;
    END
    $$;
  `);
  await knex.schema.alterTable('invoices', (t) => {
    t.specificType('state', 'invoice_state').notNullable().defaultTo('open');
    t.timestamp('due').defaultTo(knex.raw(`now() + interval '14 days'`));
    t.string('created_by').defaultTo(knex.raw('CURRENT_USER'));
    t.jsonb('lines').defaultTo(knex.raw(`'[]'::jsonb`));
    t.integer('year').defaultTo(knex.raw('date_part(\'year\', now())::int'));
  });
}
export async function down(): Promise<void> {}
