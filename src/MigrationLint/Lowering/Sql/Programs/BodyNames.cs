using System.Text.RegularExpressions;
using MigrationLint.Operations;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>Collects the relations and sequences that the body of a routine certainly names. Blocks that handle errors, and names that the body may make itself, are left out.</summary>
/// <param name="path">The schemas that bare names are looked for in.</param>
internal sealed class BodyNames(IReadOnlyList<string> path)
{
    // Who asks the catalog decides by the answer what to run.
    private static readonly Regex AsksCatalog = new(
        @"to_reg|information_schema|\bpg_(?:class|tables|catalog|namespace|attribute|proc|views|sequences)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static readonly Regex Creates = new(@"\bcreate\b|\bset_config\b|\bsearch_path\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static readonly Regex PlainName = new(
        @"^(?:(?<schema>[a-z_][a-z0-9_]*)\.)?(?<name>[a-z_][a-z0-9_]*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly List<NameUse> found = [];
    private readonly HashSet<string> own = new(StringComparer.Ordinal);
    private IText text = null!;
    private bool isDynamic;

    /// <summary>The names in a body.</summary>
    public static IReadOnlyList<NameUse> Of(RoutineBody body, IReadOnlyList<string> path) => new BodyNames(path).Read(body);

    private IReadOnlyList<NameUse> Read(RoutineBody body)
    {
        if (body.Tokens is not { } tokens || body.Text is null || body.Errors.Count > 0 || AsksCatalog.IsMatch(tokens.Text.Content))
        {
            return [];
        }

        text = tokens.Text;
        if (body.Function is { } function)
        {
            Visit(function);
        }
        else
        {
            foreach (var statement in body.Statements)
            {
                if (statement.Statement.Tree is { } tree)
                {
                    Visit(tree);
                }
            }
        }

        return isDynamic && Creates.IsMatch(text.Content) ? [] : [.. found.Where(use => !own.Contains(use.Candidates[0].Name))];
    }

    private void Visit(Node node)
    {
        switch (node)
        {
            case PLpgSQLStmtBlock { Exceptions: not null }:
                // Its handler may be there for what is missing.
                Own(node);
                return;
            case PLpgSQLStmtDynexecute:
                isDynamic = true;
                break;
            case LockingClause:
                // FOR UPDATE OF names what FROM calls it.
                return;
            case SelectStmt { IntoClause.Rel: { } made }:
                own.Add(made.Relname);
                break;
            case SelectStmt or InsertStmt or UpdateStmt or DeleteStmt or MergeStmt or CallStmt or PLAssignStmt or ReturnStmt:
                break;
            case Statement:
                Own(node);
                return;
            case CommonTableExpr table:
                own.Add(table.Ctename);
                break;
            case RangeVar relation:
                Add(ObjectKind.Table, relation.Schemaname, relation.Relname, relation);
                break;
            case FuncCall { Args.Count: > 0 } call when NameParts.NameOf(NameParts.Of(call.Funcname)) is "nextval" or "currval" or "setval":
                AddSequence(call.Args[0]);
                break;
        }

        node.ForEachChild(Visit);
    }

    // What other statements name may be what they make or take away.
    private void Own(Node node)
    {
        if (node is RangeVar relation)
        {
            own.Add(relation.Relname);
        }
        else if (node is PLpgSQLStmtDynexecute)
        {
            isDynamic = true;
        }

        node.ForEachChild(Own);
    }

    private void AddSequence(Node argument)
    {
        var literal = argument is TypeCast { Arg: { } inner } ? inner : argument;
        if (literal is AConst { Sval.Sval: { } name } && PlainName.Match(name) is { Success: true } match)
        {
            var schema = match.Groups["schema"];
            Add(ObjectKind.Sequence, schema.Success ? schema.Value.ToLowerInvariant() : null, match.Groups["name"].Value.ToLowerInvariant(), literal);
        }
    }

    private void Add(ObjectKind kind, string? schema, string name, Node place)
    {
        var isSystem = schema is "pg_catalog" or "information_schema" || schema?.StartsWith("pg_", StringComparison.Ordinal) == true || name.StartsWith("pg_", StringComparison.Ordinal);
        if (isSystem || name.Length == 0 || name.IndexOf(EmbeddedText.HoleCharacter) >= 0 || schema?.IndexOf(EmbeddedText.HoleCharacter) >= 0)
        {
            return;
        }

        IReadOnlyList<QualifiedName> candidates = schema is not null ? [new QualifiedName(schema, name)] : [.. path.Select(item => new QualifiedName(item, name))];
        if (candidates.Count > 0)
        {
            found.Add(new NameUse(kind, candidates, text.ToSource(place.Span)) { IsQualified = schema is not null });
        }
    }
}
