const fs = require('fs');
const path = require('path');
const { pool } = require('../db');

const sql = fs.readFileSync(path.join(__dirname, '021_backfill_contact_names.sql'), 'utf8');

pool.query(sql)
  .then(() => process.exit(0))
  .catch((error) => { console.error(error); process.exit(1); });
