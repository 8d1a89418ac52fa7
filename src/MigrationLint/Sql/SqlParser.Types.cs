using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Types.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>Typename</c>.</summary>
    private TypeName Typename()
    {
        Fail("something else");
        return new TypeName(Here);
    }

    /// <summary><c>SimpleTypename</c>.</summary>
    private TypeName SimpleTypename()
    {
        Fail("something else");
        return new TypeName(Here);
    }

    /// <summary><c>func_type</c>: <c>Typename</c> or <c>name%TYPE</c>, with SETOF.</summary>
    private TypeName FuncType()
    {
        Fail("something else");
        return new TypeName(Here);
    }
}
