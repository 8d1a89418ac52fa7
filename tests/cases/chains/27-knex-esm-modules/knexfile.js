export default { client: 'pg', migrations: { directory: './migrations', loadExtensions: ['.mjs'] } };
