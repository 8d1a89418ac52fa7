using System.Text.Json;

namespace MigrationLint.Oracles.Sql;

/// <summary>Lets PostgreSQL's own parser (libpg-query) judge what the SQL front end makes of files.</summary>
internal static class SqlOracle
{
    private static readonly Lazy<string> Modules = new(() => Path.Combine(NpmPackages.Install("sql", "libpg-query@18.1.5", "acorn@8.19.0"), "node_modules"));

    /// <summary>Accepted or not, trees and printed forms of every statement: <c>sql-agreement.mjs</c>.</summary>
    public static SqlAgreement Agreement(IEnumerable<string> files, params string[] options) => Run<SqlAgreement>("Sql/sql-agreement.mjs", files, ["--limit", "0", .. options]);

    /// <summary>Statement boundaries, or what a broken statement costs: <c>sql-recovery.mjs</c>.</summary>
    public static SqlRecovery Recovery(IEnumerable<string> files, params string[] options) => Run<SqlRecovery>("Sql/sql-recovery.mjs", files, ["--limit", "0", .. options]);

    /// <summary>Bodies of routines and of DO: <c>sql-bodies.mjs</c>.</summary>
    public static SqlBodies Bodies(IEnumerable<string> files, params string[] options) => Run<SqlBodies>("Sql/sql-bodies.mjs", files, ["--limit", "0", .. options]);

    private static T Run<T>(string script, IEnumerable<string> files, string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("migrationlint-sql-");
        try
        {
            var (list, result) = (Path.Combine(folder.FullName, "files"), Path.Combine(folder.FullName, "result.json"));
            File.WriteAllLines(list, files);
            var probe = "dotnet " + Path.Combine(AppContext.BaseDirectory, "MigrationLint.Probe.dll");
            NodeScript.Run(script, ["--pg", Modules.Value, "--probe", probe, "--json", result, .. options, "@" + list]);
            return JsonSerializer.Deserialize<T>(File.ReadAllText(result), JsonSerializerOptions.Web)!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

/// <summary>How the front end and PostgreSQL agree.</summary>
/// <param name="Ended">False where the probe broke down before the last statement.</param>
/// <param name="Total">All that PostgreSQL accepts.</param>
/// <param name="Rejected">All that it rejects.</param>
/// <param name="Crashes">Exceptions.</param>
/// <param name="Misses">Each disagreement.</param>
internal sealed record SqlAgreement(bool Ended, SqlAgreementRow Total, SqlRejections Rejected, int Crashes, IReadOnlyList<SqlMiss> Misses);

/// <summary>Statements that PostgreSQL accepts.</summary>
internal sealed record SqlAgreementRow(int Statements, int Accepted, int Tree, int Printed, int Opaque);

/// <summary>Statements that PostgreSQL rejects, those that we reject too, those of them that are syntax errors (SQLSTATE 42601), and of these those with the error at the same character.</summary>
internal sealed record SqlRejections(int Total, int Both, int Syntax, int SamePlace);

/// <summary>One disagreement; <see cref="What"/> is <c>crash</c>, <c>rejected</c>, <c>accepted</c>, <c>tree</c>, <c>printed</c> or <c>place</c>.</summary>
internal sealed record SqlMiss(string What, string Kind, string File, int Line, string Sql, string Detail, string? Language = null)
{
    /// <inheritdoc/>
    public override string ToString() => $"{What} {Path.GetFileName(File)}:{Line} {Kind} {Detail}: {(Sql.Length > 300 ? Sql[..300] + "…" : Sql)}";
}

/// <summary>Boundaries (<see cref="Statements"/>, <see cref="Same"/>, <see cref="Extra"/>), or mutants.</summary>
internal sealed record SqlRecovery(int Statements, int Same, int Extra, int Mutants, int Others, int Kept, int FilesKept, int Silent, IReadOnlyList<string> Misses);

/// <summary>How the front end and PostgreSQL agree on bodies. Misses are <c>crash</c>, <c>rejected</c>, <c>accepted</c>, <c>statements</c> or <c>queries</c>.</summary>
internal sealed record SqlBodies(bool Ended, SqlBodiesRow Plpgsql, SqlBodiesRow Sql, SqlBodiesRow Mutants, int Crashes, IReadOnlyList<SqlMiss> Misses);

/// <summary>Bodies that PostgreSQL accepts, of them those that we accept, with the same statements, with the same texts for the SQL parser; bodies that it refuses, and of them those that we refuse.</summary>
internal sealed record SqlBodiesRow(int Bodies, int Accepted, int SameStatements, int SameQueries, int Refused, int Both);
