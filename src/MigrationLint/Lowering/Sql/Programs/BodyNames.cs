using System.Text.RegularExpressions;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Sql.Plpgsql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Programs;

/// <summary>
/// Collects the relations, sequences, routines and columns that the body of a routine certainly names. Blocks that handle the error, and names that the body
/// may make itself, are left out.
/// </summary>
internal sealed class BodyNames
{
    // Who asks the catalog decides by the answer what to run.
    private static readonly Regex AsksCatalog = new(
        @"to_reg|information_schema|\bpg_(?:class|tables|catalog|namespace|attribute|proc|views|sequences)\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    private static readonly Regex Creates = new(@"\bcreate\b|\bset_config\b|\bsearch_path\b", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    // Conditions of class 42, and those that take in all others.
    private static readonly Regex HandlesMissing = new(
        "^(?:others|undefined_(?:table|column|function|object|parameter)|ambiguous_|invalid_(?:name|schema|column|table)|syntax_error|internal_error|42|3F|XX)",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static readonly Regex PlainName = new(
        @"^(?:(?<schema>[a-z_][a-z0-9_]*)\.)?(?<name>[a-z_][a-z0-9_]*)$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private readonly IReadOnlyList<string> path;
    private readonly List<NameUse> found = [];
    private readonly HashSet<string> own = new(StringComparer.Ordinal);
    private readonly BodyColumns columns;
    private readonly IText text;
    private bool isDynamic;

    private BodyNames(SqlTokens tokens, IReadOnlyList<string> variables, IReadOnlyList<string> path)
    {
        this.path = path;
        text = tokens.Text;
        columns = new BodyColumns(tokens, variables, UseOf);
    }

    /// <summary>The names in a body.</summary>
    /// <param name="body">The body.</param>
    /// <param name="variables">The routine and its parameters.</param>
    /// <param name="path">The schemas that bare names are looked for in.</param>
    public static BodyUses Of(RoutineBody body, IReadOnlyList<string> variables, IReadOnlyList<string> path) =>
        body.Tokens is not { } tokens || body.Text is null || body.Errors.Count > 0 || AsksCatalog.IsMatch(tokens.Text.Content)
            ? BodyUses.None
            : new BodyNames(tokens, variables, path).Read(body);

    private BodyUses Read(RoutineBody body)
    {
        if (body.Function is { } function)
        {
            columns.Declare(function);
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

        return isDynamic && Creates.IsMatch(text.Content)
            ? BodyUses.None
            : new BodyUses([.. found.Where(IsForeign)], [.. columns.Found.Where(use => use.Relations.All(IsForeign))]);
    }

    private bool IsForeign(NameUse use) => !own.Contains(use.Candidates[0].Name);

    private void Visit(Node node)
    {
        switch (node)
        {
            case PLpgSQLStmtBlock { Exceptions: { } handled } when handled.ExcList.Any(static exception => exception.Conditions.Any(static condition => HandlesMissing.IsMatch(condition.Condname))):
                // Its handler may be there for what is missing.
                Own(node);
                return;
            case PLpgSQLStmtDynexecute or PLpgSQLStmtDynfors or PLpgSQLStmtReturnQuery { Dynquery: not null } or PLpgSQLStmtOpen { Dynquery: not null }:
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
                Add(UseOf(relation));
                break;
            case FuncCall call:
                AddCall(call);
                break;
        }

        columns.Visit(node, Visit);
    }

    // What other statements name may be what they make or take away.
    private void Own(Node node)
    {
        switch (node)
        {
            case RangeVar relation:
                own.Add(relation.Relname);
                break;
            case CreateFunctionStmt routine:
                own.Add(NameParts.NameOf(NameParts.Of(routine.Funcname)));
                break;
            case PLpgSQLStmtDynexecute or PLpgSQLStmtDynfors:
                isDynamic = true;
                break;
        }

        node.ForEachChild(Own);
    }

    private void AddCall(FuncCall call)
    {
        var parts = NameParts.Of(call.Funcname);
        var name = NameParts.NameOf(parts);
        if (name is "nextval" or "currval" or "setval" && call.Args.Count > 0)
        {
            AddSequence(call.Args[0]);
        }
        else if (BuiltInCatalog.Base.FindRoutines(name).Count == 0 && call is { AggWithinGroup: false, Funcname.Count: > 0 })
        {
            var use = UseOf(ObjectKind.Function, NameParts.SchemaOf(parts), name, TextSpan.FromBounds(call.Funcname[0].Start, call.Funcname[call.Funcname.Count - 1].End));
            Add(use is null ? null : use with { Arguments = call.FuncVariadic || call.AggStar ? null : call.Args.Count });
        }
    }

    private void AddSequence(Node argument)
    {
        var literal = argument is TypeCast { Arg: { } inner } ? inner : argument;
        if (literal is AConst { Sval.Sval: { } name } && PlainName.Match(name) is { Success: true } match)
        {
            var schema = match.Groups["schema"];
            Add(UseOf(ObjectKind.Sequence, schema.Success ? schema.Value.ToLowerInvariant() : null, match.Groups["name"].Value.ToLowerInvariant(), literal.Span));
        }
    }

    private void Add(NameUse? use)
    {
        if (use is not null)
        {
            found.Add(use);
        }
    }

    private NameUse? UseOf(RangeVar relation) => UseOf(ObjectKind.Table, relation.Schemaname, relation.Relname, relation.Span);

    private NameUse? UseOf(ObjectKind kind, string? schema, string name, TextSpan place)
    {
        var isSystem = schema is "pg_catalog" or "information_schema" || schema?.StartsWith("pg_", StringComparison.Ordinal) == true || name.StartsWith("pg_", StringComparison.Ordinal);
        if (isSystem || name.Length == 0 || name.IndexOf(EmbeddedText.HoleCharacter) >= 0 || schema?.IndexOf(EmbeddedText.HoleCharacter) >= 0)
        {
            return null;
        }

        IReadOnlyList<QualifiedName> candidates = schema is not null ? [new QualifiedName(schema, name)] : [.. path.Select(item => new QualifiedName(item, name))];
        return candidates.Count > 0 ? new NameUse(kind, candidates, text.ToSource(place)) { IsQualified = schema is not null } : null;
    }
}
