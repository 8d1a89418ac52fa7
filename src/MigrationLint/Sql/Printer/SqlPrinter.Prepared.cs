using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>PREPARE, EXECUTE, EXPLAIN, cursors.</summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Prepared(Node node)
    {
        switch (node)
        {
            case ExplainStmt explain:
                output.Append("EXPLAIN");
                UtilityOptions(explain.Options);
                Clause(" ", explain.Query);
                return true;
            case PrepareStmt prepare:
                output.Append("PREPARE ");
                Name(prepare.Name);
                OptParenthesizedList(prepare.Argtypes);
                Clause(" AS ", prepare.Query);
                return true;
            case ExecuteStmt execute:
                output.Append("EXECUTE ");
                Name(execute.Name);
                OptParenthesizedList(execute.Params);
                return true;
            case DeallocateStmt deallocate:
                output.Append("DEALLOCATE ");
                NameOrAll(deallocate.Name);
                return true;
            case DeclareCursorStmt declare:
                DeclareCursor(declare);
                return true;
            case FetchStmt fetch:
                Fetch(fetch);
                return true;
            case ClosePortalStmt close:
                output.Append("CLOSE ");
                NameOrAll(close.Portalname);
                return true;
            default:
                return false;
        }
    }

    private void OptParenthesizedList(IReadOnlyList<Node> nodes)
    {
        if (nodes.Count > 0)
        {
            output.Append(' ');
            ParenthesizedList(nodes);
        }
    }

    private void NameOrAll(string? name)
    {
        if (name is null)
        {
            output.Append("ALL");
        }
        else
        {
            Name(name);
        }
    }

    private void DeclareCursor(DeclareCursorStmt declare)
    {
        output.Append("DECLARE ");
        Name(declare.Portalname);
        output.Append((declare.Options & 0x1) != 0 ? " BINARY" : "")
            .Append((declare.Options & 0x8) != 0 ? " INSENSITIVE" : "")
            .Append((declare.Options & 0x10) != 0 ? " ASENSITIVE" : "")
            .Append((declare.Options & 0x2) != 0 ? " SCROLL" : "")
            .Append((declare.Options & 0x4) != 0 ? " NO SCROLL" : "")
            .Append(" CURSOR")
            .Append((declare.Options & 0x20) != 0 ? " WITH HOLD" : "");
        Clause(" FOR ", declare.Query);
    }

    private void Fetch(FetchStmt fetch)
    {
        output.Append(fetch.Ismove ? "MOVE " : "FETCH ").Append(fetch.Direction switch
        {
            FetchDirection.Backward => "BACKWARD ",
            FetchDirection.Absolute => "ABSOLUTE ",
            FetchDirection.Relative => "RELATIVE ",
            _ => "FORWARD ",
        });
        if (fetch.HowMany == long.MaxValue)
        {
            output.Append("ALL");
        }
        else
        {
            Number(fetch.HowMany);
        }

        output.Append(" FROM ");
        Name(fetch.Portalname);
    }
}
