import { Knex } from 'knex';

const TABLE = 'invoices';
const SQL = {
  create: `
    CREATE TABLE IF NOT EXISTS ${TABLE} (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      number text NOT NULL,
      amount numeric(12, 2) NOT NULL CHECK (amount >= 0)
    );
    CREATE UNIQUE INDEX IF NOT EXISTS ${TABLE}_number ON ${TABLE} (number);
  `,
};
export async function up(knex: Knex): Promise<any> {
  await knex.raw(SQL.create);
  await knex.raw('COMMENT ON TABLE ?? IS \'bills\'', TABLE);
  await knex.raw('ALTER TABLE ?? ADD CONSTRAINT ?? CHECK (?? > 0)', [TABLE, `${TABLE}_positive`, 'amount']);
  await knex.schema.raw(`CREATE INDEX ON ${TABLE} (amount)`);
}
export async function down(knex: Knex): Promise<any> { await knex.raw(`DROP TABLE ${TABLE}`); }
