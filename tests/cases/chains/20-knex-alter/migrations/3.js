exports.up = async (knex) => {
  await knex.schema.alterTable('houses', (t) => {
    t.dropForeign('owner_id', 'owned_by');
    t.dropForeign(['owner_id'], 'owned_again');
    t.dropUnique(['street', 'zip']);
    t.dropChecks(['few_rooms']);
    t.dropPrimary();
    t.dropColumns('owner_id', 'rooms');
  });
  await knex.schema.renameTable('houses', 'homes');
  await knex.schema.alterTable('homes', (t) => { t.primary(['id', 'zip'], 'homes_key'); t.dropTimestamps === undefined || t.timestamps(); });
  await knex.schema.alterTable('homes', (t) => t.dropTimestamps());
};
exports.down = async () => {};
