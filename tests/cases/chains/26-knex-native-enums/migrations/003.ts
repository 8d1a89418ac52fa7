import { Knex } from 'knex';
export const config = { transaction: false };
export async function up(knex: Knex) {
  await knex.raw(`ALTER TYPE "ticket_priority" ADD VALUE 'urgent' AFTER 'high'`);
  await knex.raw(`ALTER TYPE "ticket_priority" ADD VALUE IF NOT EXISTS 'urgent'`);
  await knex.schema.alterTable('tickets', (t) => t.enum('priority', ['low'], { useNative: true, existingType: true, enumName: 'ticket_priority' }).defaultTo('urgent').alter());
}
export async function down() {}
