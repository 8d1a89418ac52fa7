exports.config = { transaction: false };
exports.up = (knex) => knex.raw('CREATE TABLE lakes (id int); CREATE INDEX CONCURRENTLY rivers_name ON rivers (name)');
exports.down = async () => {};
