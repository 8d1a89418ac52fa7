using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Functions, procedures, DO, CALL.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>CreateFunctionStmt</c>, from FUNCTION or PROCEDURE on.</summary>
    private Statement CreateFunctionStmt(int start, bool replace) => Unread();

    /// <summary>ALTER FUNCTION, PROCEDURE, ROUTINE, AGGREGATE in all forms.</summary>
    private Statement AlterRoutine(int start) => Unread();

    /// <summary><c>DoStmt</c>.</summary>
    private Statement DoStmt() => Unread();

    /// <summary><c>CallStmt</c>.</summary>
    private Statement CallStmt() => Unread();

    /// <summary><c>function_with_argtypes</c>.</summary>
    private ObjectWithArgs FunctionWithArgtypes()
    {
        Fail("something else");
        return new ObjectWithArgs(Here);
    }

    /// <summary><c>aggregate_with_argtypes</c>.</summary>
    private ObjectWithArgs AggregateWithArgtypes()
    {
        Fail("something else");
        return new ObjectWithArgs(Here);
    }

    /// <summary><c>operator_with_argtypes</c>.</summary>
    private ObjectWithArgs OperatorWithArgtypes()
    {
        Fail("something else");
        return new ObjectWithArgs(Here);
    }
}
