exports.up = (knex) => knex.raw('CREATE INDEX CONCURRENTLY rivers_name ON rivers (name)');
exports.down = async () => {};
