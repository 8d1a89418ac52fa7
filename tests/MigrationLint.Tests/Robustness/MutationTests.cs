namespace MigrationLint.Tests.Robustness;

/// <summary>Folders that something went wrong with: half-written, merged badly, renamed by mistake.</summary>
[TestFixture]
public sealed class MutationTests
{
    private const int Mutants = 1_000;
    private const int Seed = 20250101;

    private static readonly string[] Insertions =
    [
        "(", ")", "[", "]", "{", "}", "`", "${", "'", "\"", "/*", "*/", "//", "=>", "...", "?.", ";", ",", "\\", "\\u{", "\0", "\uFEFF", "\uD800",
        "await ", "async ", "function ", "class ", "return ", "throw ", "while (true) ", "for (;;) ", "import x from 'y';", "export default ",
        "module.exports = ", "require('./knexfile')", "process.env.X", "<<<<<<< HEAD\n", "// migrationlint disable", "-- migrationlint disable-next-line ML001: x",
        "knex", "0x", "1_", "/[/", "#!", "@a ", "enum A { B }", ": any", "<T>", "as const", "😀", "\u2028",
    ];

    private static readonly string[] Names =
    [
        "", "x", ".js", "1.js", "001_a.js", "20250101000000_create_users.js", "20251301000000_a.ts", "20250101000000_a.sql", "V1__a.sql", "a.d.ts",
        "index.js", "knexfile.js", "20250101000000_A b.mjs", "20250101000000-a.js", "001_a.down.sql", "migration.sql", "..x.js",
    ];

    private static readonly Dictionary<string, string> Original = new(StringComparer.Ordinal)
    {
        ["/p/package.json"] = """{ "type": "commonjs", "dependencies": { "knex": "^3.0.0", "pg": "^8.0.0" } }""",
        ["/p/knexfile.js"] = """
            require('dotenv').config();
            const base = { client: 'pg', pool: { min: 2, max: 10 }, migrations: { directory: ['./migrations', './more'], loadExtensions: ['.js', '.ts'] } };
            module.exports = {
              development: { ...base, connection: { host: 'localhost', database: 'app', ssl: false } },
              production: { ...base, connection: process.env.DATABASE_URL || 'postgres://app@db/app?sslmode=require', pool: { min: 0, max: Number(process.env.POOL || 5) } },
            };
            """,
        ["/p/src/db.js"] = """
            const { Pool } = require('pg');
            const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20, ssl: process.env.NODE_ENV === 'production' ? { rejectUnauthorized: false } : false });
            module.exports = { query: (text, values) => pool.query(text, values), pool };
            """,
        ["/p/migrations/20250101000000_create_users.js"] = """
            /** @param {import('knex').Knex} knex */
            exports.up = async function (knex) {
              if (!(await knex.schema.hasTable('users'))) {
                await knex.schema.createTable('users', (table) => {
                  table.increments('id');
                  ['name', 'email'].forEach((column) => table.string(column, 255).notNullable());
                });
              }
              await knex.raw(`CREATE INDEX users_email ON users (lower(email)) -- it's one`);
            };
            exports.down = (knex) => knex.schema.dropTable('users');
            """,
        ["/p/migrations/20250102000000_backfill.js"] = """
            const db = require('../src/db');
            // migrationlint disable-next-line ML002: run by hand
            exports.up = async (knex) => { await db.query('UPDATE users SET name = $1', ['x']); };
            exports.down = async () => {};
            """,
        ["/p/more/20250103000000_typed.ts"] = """
            import type { Knex } from 'knex';
            enum Kind { A = 'a', B = 'b' }
            const table = 'orders' as const;
            export async function up(knex: Knex): Promise<void> {
              try { await knex.schema.alterTable(table, (t) => { t.enu('kind', Object.values(Kind)).defaultTo(Kind.A); }); } catch (error) { console.log(error); }
              knex.raw(`ALTER TABLE ${table} ADD COLUMN "a" text`);
            }
            export const down = async (knex: Knex) => { for (const name of ['a', 'kind']) { await knex.raw('ALTER TABLE ?? DROP COLUMN ??', [table, name]); } };
            """,
        ["/p/db/migrations/001_init.sql"] = "CREATE TABLE a (id int);\n-- it's\nSELECT $$ ; $$;\n",
        ["/p/db/migrations/002_more.sql"] = "ALTER TABLE a ADD COLUMN b text;\n",
    };

    [Test]
    public void A_thousand_damaged_folders_are_read_without_an_exception()
    {
        var random = new Random(Seed);
        for (var mutant = 0; mutant < Mutants; mutant++)
        {
            var content = Mutate(random);
            var files = new InMemoryFileSystem();
            foreach (var (path, text) in content)
            {
                files[path] = text;
            }

            try
            {
                LintRun.Of(files);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException($"mutant {mutant}:\n{string.Join('\n', content.Where(file => Original.GetValueOrDefault(file.Key) != file.Value))}", exception);
            }
        }
    }

    private static Dictionary<string, string> Mutate(Random random)
    {
        var files = new Dictionary<string, string>(Original, StringComparer.Ordinal);
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            var path = files.Keys.ElementAt(random.Next(files.Count));
            if (random.Next(6) == 0)
            {
                Rename(files, path, random);
            }
            else
            {
                files[path] = MutateText(files[path], files.Values.ElementAt(random.Next(files.Count)), random);
            }
        }

        return files;
    }

    private static void Rename(Dictionary<string, string> files, string path, Random random)
    {
        var text = files[path];
        var name = Names[random.Next(Names.Length)];
        if (random.Next(2) == 0 && files.Count > 1)
        {
            files.Remove(path);
        }

        if (name.Length > 0)
        {
            files[path[..(path.LastIndexOf('/') + 1)] + name] = text;
        }
    }

    private static string MutateText(string text, string other, Random random)
    {
        var start = random.Next(text.Length + 1);
        var end = Math.Min(text.Length, start + random.Next(40));
        return random.Next(6) switch
        {
            0 => text[..start],
            1 => text[..start] + text[end..],
            2 => text[..end] + text[start..],
            3 => text[..start] + other[..random.Next(other.Length + 1)] + text[end..],
            _ => text[..start] + Insertions[random.Next(Insertions.Length)] + text[(random.Next(2) == 0 ? start : end)..],
        };
    }
}
