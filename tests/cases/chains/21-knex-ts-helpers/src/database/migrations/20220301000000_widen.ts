import { Knex } from 'knex';
import { Tables, STATES, type State } from '../helpers';

class EnumChange {
  constructor(private readonly knex: Knex, private readonly table: string) {}

  async run(column: string, values: readonly string[]): Promise<void> {
    const name = `${this.table}_${column}_check`;
    await this.knex.raw(`ALTER TABLE ${this.table} DROP CONSTRAINT IF EXISTS ${name}`);
    await this.knex.raw(`ALTER TABLE ${this.table} ADD CONSTRAINT ${name} CHECK (${column} IN (${values.map((value) => `'${value}'`).join(', ')}))`);
  }
}

export async function up(knex: Knex): Promise<void> {
  await new EnumChange(knex, Tables.Articles).run('state', [...STATES, 'archived' satisfies string as State]);
}

export async function down(): Promise<void> {}
