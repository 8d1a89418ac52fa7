using System.Text;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Prints trees as SQL that PostgreSQL reads as the same tree. Keywords in upper case, names quoted only where they must be.</summary>
/// <remarks>Partial: each family of statements is a file. A node with a hole is printed with the hole's spelling.</remarks>
internal sealed partial class SqlPrinter
{
    private readonly StringBuilder output = new();

    private SqlPrinter()
    {
    }

    /// <summary>The SQL of a node, without a terminator.</summary>
    /// <exception cref="NotSupportedException">The node is an <see cref="OpaqueStmt"/>: its tokens are its only form.</exception>
    public static string Print(Node node)
    {
        var printer = new SqlPrinter();
        printer.Node(node);
        return printer.output.ToString();
    }

    private void Node(Node node)
    {
        if (!StackGuard.HasRoom())
        {
            StackGuard.Run(() =>
            {
                Node(node);
                return true;
            });
        }
        else if (!(Expression(node) || Query(node) || Routine(node) || Relation(node) || Object(node) || Access(node) || Administration(node)))
        {
            throw new NotSupportedException(node.GetType().Name + " has no printed form.");
        }
    }
}
