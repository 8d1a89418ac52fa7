using System.Text;
using MigrationLint.Operations;
using MigrationLint.Sql;

namespace MigrationLint.Schema;

/// <content>Whole definitions: what a statement says that makes the object.</content>
internal sealed partial class SchemaPrinter
{
    /// <summary><c>pg_get_constraintdef</c>; null where a part is not known.</summary>
    public string? Constraint(Constraint constraint) => constraint switch
    {
        KeyConstraint key => $"{(key.IsPrimary ? "PRIMARY KEY" : "UNIQUE")}{(key.NullsNotDistinct ? " NULLS NOT DISTINCT" : "")} ({Names(key.Columns)})"
            + (key.Include.Count > 0 ? $" INCLUDE ({Names(key.Include)})" : "") + Deferrable(key),
        CheckConstraint check => Expression(check.Expression) is { } text ? $"CHECK ({text}){(check.NoInherit ? " NO INHERIT" : "")}{(check.IsValid ? "" : " NOT VALID")}" : null,
        ForeignKeyConstraint key => ForeignKey(key),
        ExclusionConstraint exclusion => Exclusion(exclusion),
        _ => null,
    };

    /// <summary><c>pg_get_indexdef</c>; null where a part is not known.</summary>
    public string? Index(Relation owner, Index index)
    {
        if (index.Keys.Any(key => key.Expression is { IsUnknown: true }) || index.Predicate is { IsUnknown: true })
        {
            return null;
        }

        var only = owner is Table { PartitionBy: not null } ? "ONLY " : "";
        var keys = string.Join(", ", index.Keys.Select(key => FullKey(key, index.Method == "btree")));
        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {SqlIdentifiers.Quote(index.Name)} ON {only}{Name(owner.Name)} USING {SqlIdentifiers.Quote(index.Method)} ({keys})"
            + (index.Include.Count > 0 ? $" INCLUDE ({Names(index.Include)})" : "")
            + (index.NullsNotDistinct ? " NULLS NOT DISTINCT" : "")
            + (index.Predicate is { } predicate ? $" WHERE {Print(predicate.Parts)}" : "");
    }

    /// <summary>What makes a routine; null where its body is not known.</summary>
    public string? Routine(Routine routine)
    {
        if (routine.Definition is not { Body: { } body } definition || routine.Parameters.Any(parameter => parameter.Default is { IsUnknown: true }))
        {
            return null;
        }

        var isProcedure = routine.Kind == ObjectKind.Procedure;
        var text = new StringBuilder($"CREATE {(isProcedure ? "PROCEDURE" : "FUNCTION")} {Name(routine.Name)}({string.Join(", ", routine.Parameters.Where(parameter => parameter.Mode != "TABLE").Select(Parameter))})");
        text.Append(isProcedure || Result(routine) is not { } result ? "" : " RETURNS " + result);
        text.Append(" LANGUAGE ").Append(SqlIdentifiers.Quote(definition.Language));
        text.Append(isProcedure ? "" : routine.Volatility switch { Volatility.Immutable => " IMMUTABLE", Volatility.Stable => " STABLE", _ => "" });
        text.Append(routine.IsWindow ? " WINDOW" : "").Append(routine.IsStrict ? " STRICT" : "").Append(definition.IsSecurityDefiner ? " SECURITY DEFINER" : "");
        foreach (var (name, value) in definition.Settings)
        {
            text.Append(" SET ").Append(name).Append(" TO ").Append(value.Length == 0 ? "''" : value);
        }

        var tag = "$body$";
        while (body.Contains(tag))
        {
            tag = "$x" + tag.Substring(1);
        }

        return text.Append(" AS ").Append(tag).Append(body).Append(tag).ToString();
    }

    /// <summary>What makes a policy; null where a part is not known.</summary>
    public string? Policy(Table table, Policy policy)
    {
        if (policy.Using is { IsUnknown: true } || policy.WithCheck is { IsUnknown: true })
        {
            return null;
        }

        var roles = string.Join(", ", policy.Roles.Select(role => role == "public" ? "PUBLIC" : SqlIdentifiers.Quote(role)));
        return $"CREATE POLICY {SqlIdentifiers.Quote(policy.Name)} ON {Name(table.Name)}{(policy.Definition.IsPermissive ? "" : " AS RESTRICTIVE")} FOR {policy.Definition.Command} TO {roles}"
            + (policy.Using is { } condition ? $" USING ({Print(condition.Parts)})" : "")
            + (policy.WithCheck is { } check ? $" WITH CHECK ({Print(check.Parts)})" : "");
    }

    private string Parameter(RoutineParameter parameter) =>
        (parameter.Mode == "IN" ? "" : parameter.Mode + " ") + (string.IsNullOrEmpty(parameter.Name) ? "" : SqlIdentifiers.Quote(parameter.Name!) + " ") + Type(parameter.Type.Type)
        + (parameter.Default is { } value ? " DEFAULT " + Print(value.Parts) : "");

    private string? ForeignKey(ForeignKeyConstraint key)
    {
        if (schema.FindRelation(key.ReferencedTable) is not { } referenced || key.ReferencedColumns.Count == 0)
        {
            return null;
        }

        return $"FOREIGN KEY ({Names(key.Columns)}) REFERENCES {Name(referenced.Name)}({Names(key.ReferencedColumns)}){(key.MatchFull ? " MATCH FULL" : "")}"
            + (key.OnUpdate == ReferentialAction.NoAction ? "" : " ON UPDATE " + Action(key.OnUpdate))
            + (key.OnDelete == ReferentialAction.NoAction ? "" : " ON DELETE " + Action(key.OnDelete))
            + (key.OnDeleteColumns.Count > 0 ? $" ({Names(key.OnDeleteColumns)})" : "")
            + Deferrable(key) + (key.IsValid ? "" : " NOT VALID");
    }

    private static string Action(ReferentialAction action) => action switch
    {
        ReferentialAction.Restrict => "RESTRICT",
        ReferentialAction.Cascade => "CASCADE",
        ReferentialAction.SetNull => "SET NULL",
        ReferentialAction.SetDefault => "SET DEFAULT",
        _ => "NO ACTION",
    };

    private static string Deferrable(Constraint constraint) => constraint.Deferrability switch
    {
        Deferrability.NotDeferrable => "",
        Deferrability.InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
        _ => " DEFERRABLE",
    };
}
