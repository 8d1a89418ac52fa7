const db = require('../db');

async function up() {
  await db.query(`
    CREATE TABLE IF NOT EXISTS integrations (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      bot_id uuid NOT NULL REFERENCES bots (id) ON DELETE CASCADE,
      provider text NOT NULL
    );
    CREATE INDEX IF NOT EXISTS integrations_bot_id_idx ON integrations (bot_id);
  `);
}

async function down() {
  await db.query('DROP TABLE IF EXISTS integrations');
}

module.exports = { up, down };
