const TABLES = { CLOCKS: 'clocks' };
exports.up = async (knex) => {
  for (const name of Object.values(TABLES)) {
    await knex.raw('comment on table ?? is \'x\'', [name]);
  }
};
exports.down = async () => {};
