namespace MigrationLint.Discovery;

/// <summary>Whose migration a source file is, by the names that it uses.</summary>
internal enum MigrationForm
{
    /// <summary>No migration: nothing called <c>up</c> is exported.</summary>
    None,

    /// <summary>Exports <c>up</c>, and nothing tells who calls it.</summary>
    Neutral,

    /// <summary>Takes or imports <c>knex</c>.</summary>
    Knex,

    /// <summary>Uses db-migrate's interface.</summary>
    DbMigrate,

    /// <summary>Another tool's: Sequelize, TypeORM, MikroORM, node-pg-migrate, Kysely, AdonisJS, Mongo.</summary>
    OtherTool,
}

/// <summary>
/// Tells forms by the words in the text. That is enough to tell a folder's tool, which many files decide together; what one file really
/// does is found out later by evaluation.
/// </summary>
internal static class MigrationForms
{
    // queryInterface: Sequelize. QueryRunner, MigrationInterface: TypeORM. pgm: node-pg-migrate. addSql: MikroORM. BaseSchema: AdonisJS.
    private static readonly string[] OtherTools =
    [
        "queryInterface", "QueryInterface", "getQueryInterface", "sequelize", "Sequelize", "QueryRunner", "MigrationInterface", "pgm", "Kysely", "addSql",
        "mongoose", "MongoClient", "BaseSchema",
    ];

    private static readonly string[] DbMigrate = ["dbmigrate", "dbMigrate", "_meta", "runSql"];

    private static readonly string[] KnexSchema = ["createTable", "alterTable", "dropTable", "dropTableIfExists", "hasTable", "hasColumn", "renameTable", "raw"];

    /// <summary>Tells the form of a source file.</summary>
    public static MigrationForm Tell(string text)
    {
        var words = Words(text);
        return OtherTools.Any(words.Contains) ? MigrationForm.OtherTool
            : !words.Contains("up") || !(words.Contains("exports") || words.Contains("export")) ? MigrationForm.None
            : words.Contains("knex") || words.Contains("Knex") ? MigrationForm.Knex
            : DbMigrate.Any(words.Contains) ? MigrationForm.DbMigrate
            : !words.Contains("schema") || !KnexSchema.Any(words.Contains) ? MigrationForm.Neutral
            : words.Contains("execute") ? MigrationForm.OtherTool // Kysely's schema builder, which ends every statement with it
            : MigrationForm.Knex;
    }

    /// <summary>True where <c>up</c> itself is exported, so that even a file without a number is a migration and no helper of some.</summary>
    public static bool ExportsUp(string text) =>
        text.Contains("exports.up") || text.Contains("export async function up") || text.Contains("export function up") || text.Contains("export const up");

    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && (text[i] is '_' or '$' || char.IsLetterOrDigit(text[i])))
            {
                start = start < 0 ? i : start;
            }
            else if (start >= 0)
            {
                words.Add(text.Substring(start, i - start));
                start = -1;
            }
        }

        return words;
    }
}
