using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>CREATE and ALTER POLICY (<c>policy.c</c>).</summary>
internal sealed class PolicyLowering(LoweringContext context)
{
    /// <summary>CREATE POLICY.</summary>
    public void Create(CreatePolicyStmt statement)
    {
        var command = (statement.CmdName ?? "all").ToUpperInvariant();
        var trouble = command is "SELECT" or "DELETE" && statement.WithCheck is not null ? "WITH CHECK cannot be applied to SELECT or DELETE"
            : command == "INSERT" && statement.Qual is not null ? "only WITH CHECK expression allowed for INSERT"
            : null;
        if (trouble is not null)
        {
            throw context.Refuse("42601", trouble);
        }

        var roles = context.Roles.Require(statement.Roles);
        var relation = RequireTable(statement.Table!);
        context.Emit(new CreatePolicy(relation.Name, statement.PolicyName ?? "")
        {
            Source = context.Statement,
            IsPermissive = statement.Permissive,
            Command = command,
            Roles = roles.Count == 0 || roles.Contains(RoleNames.Public) ? [RoleNames.Public] : roles,
            Using = Condition(statement.Qual, relation),
            WithCheck = Condition(statement.WithCheck, relation),
        });
    }

    /// <summary>ALTER POLICY.</summary>
    public void Alter(AlterPolicyStmt statement)
    {
        var roles = statement.Roles.Count == 0 ? null : context.Roles.Require(statement.Roles);
        var relation = RequireTable(statement.Table!);
        context.Emit(new AlterPolicy(relation.Name, statement.PolicyName ?? "")
        {
            Source = context.Statement,
            Roles = roles,
            Using = Condition(statement.Qual, relation),
            WithCheck = Condition(statement.WithCheck, relation),
        });
    }

    private Relation RequireTable(RangeVar name)
    {
        var relation = context.Names.FindRelation(name);
        return relation is Table { ForeignServer: null } || relation.IsIncomplete
            ? relation
            : throw context.Refuse("42809", $"\"{relation.Name.Name}\" is not a table", name);
    }

    private SchemaExpression? Condition(Node? expression, Relation relation) =>
        expression is null ? null : context.Analyzer.Condition(expression, ExpressionScope.ForTable(relation), ExpressionKind.Policy);
}
