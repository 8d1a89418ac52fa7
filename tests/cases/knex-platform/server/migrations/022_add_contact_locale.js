const db = require('../db');

exports.up = async () => {
  try {
    await db.query('ALTER TABLE contacts ADD COLUMN locale text');
  } catch (error) {
    console.log('locale is there already', error.message);
  }
};

exports.down = async () => {
  await db.query('ALTER TABLE contacts DROP COLUMN locale');
};
