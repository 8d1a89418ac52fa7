using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Objects of the long tail: CREATE, ALTER, DROP, COMMENT.</summary>
internal sealed partial class SqlParser
{
    /// <summary>CREATE of everything that no other family reads, from the word behind CREATE [OR REPLACE] on.</summary>
    private Statement CreateObject(int start, bool replace) => Unread();

    /// <summary>ALTER of everything that no other family reads.</summary>
    private Statement AlterObject(int start) => Unread();

    /// <summary>Every DROP.</summary>
    private Statement DropStmt() => Unread();

    /// <summary><c>CommentStmt</c>.</summary>
    private Statement CommentStmt() => Unread();

    /// <summary><c>SecLabelStmt</c>.</summary>
    private Statement SecLabelStmt() => Unread();

    /// <summary><c>ImportForeignSchemaStmt</c>.</summary>
    private Statement ImportForeignSchemaStmt() => Unread();

    /// <summary><c>opt_drop_behavior</c>.</summary>
    private DropBehavior OptDropBehavior()
    {
        Fail("something else");
        return default;
    }

    /// <summary><c>definition</c>: <c>(name = value, …)</c>.</summary>
    private List<Node> Definition()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>def_arg</c>.</summary>
    private Node DefArg()
    {
        Fail("something else");
        return new Hole(Here);
    }

    /// <summary><c>create_generic_options</c>; empty without.</summary>
    private List<Node> CreateGenericOptions()
    {
        Fail("something else");
        return [];
    }

    /// <summary><c>alter_generic_options</c>.</summary>
    private List<Node> AlterGenericOptions()
    {
        Fail("something else");
        return [];
    }

    /// <summary>IF EXISTS.</summary>
    private bool IfExists() => false;

    /// <summary>IF NOT EXISTS.</summary>
    private bool IfNotExists() => false;
}
