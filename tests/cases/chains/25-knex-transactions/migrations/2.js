exports.up = (knex) => knex.transaction((trx) => trx.raw('create table chained (id int)').then(() => trx.raw('alter table chained add primary key (id)')).then(trx.commit).catch(trx.rollback));
exports.down = async () => {};
