exports.up = async (knex) => {
  await knex.schema.createTable('coupons', (table) => {
    table.text('code').primary();
    table.integer('percent').notNullable();
  });
  await knex.schema.createTable('coupon_uses', (table) => {
    table.bigIncrements('id');
    table.text('coupon_code').notNullable().references('code').inTable('coupons').onDelete('CASCADE');
  });
};

exports.down = async (knex) => {
  await knex.schema.dropTable('coupon_uses');
  await knex.schema.dropTable('coupons');
};
