using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>Finds what roles are called (PostgreSQL's <c>get_rolespec_name</c>).</summary>
internal sealed class RoleNames(LoweringContext context)
{
    /// <summary>Everybody.</summary>
    public const string Public = "public";

    /// <summary>The role that every database server starts with here.</summary>
    private const string Superuser = "postgres";

    /// <summary>The name of a role that must be there.</summary>
    public string Require(RoleSpec? role)
    {
        var name = Name(role);
        if (role is { Roletype: RoleSpecType.Cstring } && !Exists(name))
        {
            context.Missing("42704", $"role \"{name}\" does not exist", role, detail: RefusalDetail.Missing(ObjectKind.Role, new QualifiedName("", name)));
        }

        return name;
    }

    /// <summary>The names of roles that must be there.</summary>
    public IReadOnlyList<string> Require(IReadOnlyList<RoleSpec> roles) => [.. roles.Select(Require)];

    /// <summary>The name of a role, there or not.</summary>
    public string Name(RoleSpec? role) => role switch
    {
        { Roletype: RoleSpecType.Cstring, Rolename: { } name } => name,
        { Roletype: RoleSpecType.Public } => Public,
        _ => context.Sink.Settings.Role,
    };

    private bool Exists(string name) =>
        name == Superuser || name == context.Sink.Settings.Role || name.StartsWith("pg_", StringComparison.Ordinal)
        || context.Schema.Others.Any(other => other.Kind == ObjectKind.Role && other.Name.Name == name);
}
