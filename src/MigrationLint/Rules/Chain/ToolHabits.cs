using MigrationLint.Discovery;

namespace MigrationLint.Rules.Chain;

/// <summary>How tools take names, encodings and migrations without a way back (their sources; the documentation of Flyway and Supabase).</summary>
internal static class ToolHabits
{
    /// <summary>What a tool does with a file without a number that it does not take for a migration, as a main clause.</summary>
    public static string OnPassedOver(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Flyway => "Flyway takes V<version>__, R__ and U<version>__ for migrations and passes over other names, without a word unless validateMigrationNaming is set: this one never runs",
        MigrationTool.Supabase => "Supabase skips it with one line of its output (\"file name must match pattern\") and reports success: this one never runs",
        MigrationTool.Goose => "goose's command refuses the whole folder for it (\"could not parse SQL migration file\"), its library passes over it: this one never runs",
        _ => $"{Phrase.Runner(folder)} takes a file for a migration by the number in front and passes over others without a word: this one never runs",
    };

    /// <summary>What a tool does with a file whose number it cannot read, as a predicate.</summary>
    /// <param name="tool">The tool.</param>
    /// <param name="file">The file.</param>
    public static string OnOtherNames(MigrationTool tool, string file) => tool switch
    {
        MigrationTool.Supabase => $"skips everything else with one line of its output: success is printed although {file} never runs",
        MigrationTool.Goose => $"its command refuses a folder with anything else (\"could not parse SQL migration file\"), while its library passes over {file}",
        _ => $"passes over everything else without a word: success is printed although {file} never runs",
    };

    /// <summary>What a rollback does with a migration that has no way back, as a predicate.</summary>
    public static string OnNoWayBack(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Goose => "takes it out of the ledger and leaves its changes",
        MigrationTool.GolangMigrate => "steps over it and leaves its changes",
        MigrationTool.Flyway => "stops at it, since it finds no undo script",
        MigrationTool.Diesel => "stops at it, since it finds no down.sql",
        MigrationTool.Sqitch => "stops at it, since psql finds no script",
        MigrationTool.NodePgMigrate => "stops at it, since its down counts as disabled",
        MigrationTool.DbMigrate => "stops at it, since there is no function to call",
        _ => "stops at it, or steps over it and leaves its changes",
    };

    /// <summary>True where a tool, or the psql that it starts, takes a byte order mark away.</summary>
    public static bool SkipsByteOrderMark(MigrationTool tool) => tool is MigrationTool.Flyway or MigrationTool.Sqitch;

    /// <summary>What becomes of a byte order mark in a script, as a main clause.</summary>
    public static string OnByteOrderMark(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Dbmate or MigrationTool.Goose => $"{Phrase.Runner(folder)} looks for its marks at the start of lines: it misses one behind the byte order mark, and sends any other first line with it",
        MigrationTool.NumberedSql => "psql skips the mark; a runner that sends what fs.readFileSync(path, 'utf8') gives sends it along, and PostgreSQL answers with a syntax error at the first word (42601)",
        _ => $"{Phrase.Runner(folder)} sends the mark along, and PostgreSQL answers with a syntax error at the first word (42601)",
    };

    /// <summary>What becomes of bytes that are no UTF-8, as a main clause.</summary>
    public static string OnForeignBytes(MigrationFolder folder) => folder.Tool switch
    {
        MigrationTool.Knex or MigrationTool.DbMigrate or MigrationTool.NodePgMigrate or MigrationTool.Drizzle =>
            "Node reads the foreign bytes as the replacement character U+FFFD, and a database gets that in place of the letters",
        MigrationTool.Prisma or MigrationTool.Diesel => $"{Phrase.Runner(folder)} cannot read the file and stops",
        MigrationTool.Flyway => "Flyway reads scripts as UTF-8 unless flyway.encoding says otherwise: it refuses the file or takes other letters from it",
        MigrationTool.NumberedSql => "Some runners read the foreign bytes as the replacement character U+FFFD, others send them as they are, and a server in UTF-8 refuses those (22021)",
        _ => $"{Phrase.Runner(folder)} sends the bytes as they are, and a server in UTF-8 refuses them (22021)",
    };

    /// <summary>True where the ledger knows a migration by its whole name.</summary>
    public static bool RemembersNames(MigrationTool tool) =>
        tool is MigrationTool.Knex or MigrationTool.DbMigrate or MigrationTool.NodePgMigrate or MigrationTool.Flyway or MigrationTool.Prisma or MigrationTool.NumberedSql;
}
