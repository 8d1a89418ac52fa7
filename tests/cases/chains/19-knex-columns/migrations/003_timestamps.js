exports.up = async (knex) => {
  for (const [name, ...args] of [['none'], ['tz', true], ['defaults', true, true], ['camel', false, true, true]]) {
    await knex.schema.createTable(`stamps_${name}`, (t) => { t.timestamps(...args); });
  }
  await knex.schema.createTable('stamps_object', (t) => t.timestamps({ useTimestamps: true, defaultToNow: true, useCamelCase: true }));
};
exports.down = async () => {};
