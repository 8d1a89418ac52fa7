namespace MigrationLint.Discovery;

/// <summary>How users write the tools, and how reports do.</summary>
public static class MigrationToolNames
{
    private static readonly (MigrationTool Tool, string Word, string Display)[] Names =
    [
        (MigrationTool.Knex, "knex", "Knex"),
        (MigrationTool.NumberedSql, "sql", "numbered SQL"),
        (MigrationTool.DbMigrate, "db-migrate", "db-migrate"),
        (MigrationTool.Flyway, "flyway", "Flyway"),
        (MigrationTool.GolangMigrate, "golang-migrate", "golang-migrate"),
        (MigrationTool.Goose, "goose", "goose"),
        (MigrationTool.Dbmate, "dbmate", "dbmate"),
        (MigrationTool.Prisma, "prisma", "Prisma"),
        (MigrationTool.Diesel, "diesel", "Diesel"),
        (MigrationTool.Supabase, "supabase", "Supabase"),
        (MigrationTool.Sqitch, "sqitch", "sqitch"),
        (MigrationTool.NodePgMigrate, "node-pg-migrate", "node-pg-migrate"),
        (MigrationTool.Drizzle, "drizzle", "Drizzle"),
    ];

    /// <summary>The words that <see cref="Parse"/> takes.</summary>
    public static IEnumerable<string> Words => Names.Select(name => name.Word);

    /// <summary>Reads a tool's name, without regard to case.</summary>
    /// <returns>Null where nothing is said or the name is unknown: then discovery decides.</returns>
    public static MigrationTool? Parse(string name)
    {
        var word = name.Trim();
        foreach (var known in Names)
        {
            if (known.Word.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return known.Tool;
            }
        }

        return null;
    }

    /// <summary>How reports write the tool.</summary>
    public static string Display(MigrationTool tool) => Names.First(name => name.Tool == tool).Display;
}
