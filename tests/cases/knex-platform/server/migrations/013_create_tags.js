exports.up = async ({ context }) => {
  await context.query('CREATE TABLE tags (id uuid PRIMARY KEY, label text NOT NULL)');
};

exports.down = async ({ context }) => {
  await context.query('DROP TABLE tags');
};
