module.exports = {
  async up(pool) {
    await pool.query("ALTER TABLE integrations ADD COLUMN status text NOT NULL DEFAULT 'new'");
    await pool.query('CREATE INDEX integrations_status_idx ON integrations (status)');
  },
};
