using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Windows.</summary>
internal sealed partial class SqlParser
{
    private WindowDef? OverClause()
    {
        if (!Accept(Keyword.Over))
        {
            return null;
        }

        if (Is(TokenKind.LeftParenthesis))
        {
            return WindowSpecification();
        }

        var window = new WindowDef(Here) { FrameOptions = FrameOptions.Defaults };
        window.Name = ColId("a window");
        return Close(window);
    }

    /// <summary><c>window_specification</c>: a window in parentheses.</summary>
    private WindowDef WindowSpecification()
    {
        var window = new WindowDef(Here) { FrameOptions = FrameOptions.Defaults };
        Expect(TokenKind.LeftParenthesis);
        if (IsColId() && Word is not (Keyword.Partition or Keyword.Range or Keyword.Rows or Keyword.Groups))
        {
            window.Refname = ColId();
        }

        if (Accept(Keyword.Partition, Keyword.By))
        {
            window.PartitionClause = ExprList();
        }

        window.OrderClause = SortClause();
        if (Word is Keyword.Range or Keyword.Rows or Keyword.Groups)
        {
            FrameClause(window);
        }

        SkipHoles();
        Expect(TokenKind.RightParenthesis);
        return Close(window);
    }

    private void FrameClause(WindowDef window)
    {
        var options = FrameOptions.NonDefault | Word switch
        {
            Keyword.Range => FrameOptions.Range,
            Keyword.Rows => FrameOptions.Rows,
            _ => FrameOptions.Groups,
        };
        Advance();
        var start = Here;
        if (Accept(Keyword.Between))
        {
            (var from, window.StartOffset) = FrameBound();
            Expect(Keyword.And);
            (var to, window.EndOffset) = FrameBound();

            // Each option of the end is the bit above that of the start.
            options |= FrameOptions.Between | from | (FrameOptions)((int)to << 1);
        }
        else
        {
            (var from, window.StartOffset) = FrameBound();
            options |= from | FrameOptions.EndCurrentRow;
        }

        if (Error is null && ImpossibleFrame(options) is { } message)
        {
            Refuse(TextSpan.FromBounds(start, LastEnd), message);
        }

        window.FrameOptions = options | WindowExclusion();
    }

    private (FrameOptions Options, Node? Offset) FrameBound()
    {
        if (Accept(Keyword.Unbounded, Keyword.Preceding))
        {
            return (FrameOptions.StartUnboundedPreceding, null);
        }

        if (Accept(Keyword.Unbounded, Keyword.Following))
        {
            return (FrameOptions.StartUnboundedFollowing, null);
        }

        if (Accept(Keyword.Current, Keyword.Row))
        {
            return (FrameOptions.StartCurrentRow, null);
        }

        var offset = AExpr();
        if (Accept(Keyword.Preceding))
        {
            return (FrameOptions.StartOffsetPreceding, offset);
        }

        if (!Accept(Keyword.Following))
        {
            Fail("PRECEDING or FOLLOWING");
        }

        return (FrameOptions.StartOffsetFollowing, offset);
    }

    private static string? ImpossibleFrame(FrameOptions options)
    {
        var startsBehind = options.HasFlag(FrameOptions.StartOffsetFollowing);
        if (options.HasFlag(FrameOptions.StartUnboundedFollowing) || options.HasFlag(FrameOptions.EndUnboundedPreceding))
        {
            return "a frame neither starts behind the last row nor ends before the first";
        }

        return (startsBehind && options.HasFlag(FrameOptions.EndCurrentRow))
            || ((startsBehind || options.HasFlag(FrameOptions.StartCurrentRow)) && options.HasFlag(FrameOptions.EndOffsetPreceding))
            ? "a frame does not end before it starts"
            : null;
    }

    private FrameOptions WindowExclusion()
    {
        if (!Accept(Keyword.Exclude))
        {
            return FrameOptions.None;
        }

        if (Accept(Keyword.Current, Keyword.Row))
        {
            return FrameOptions.ExcludeCurrentRow;
        }

        if (Accept(Keyword.Group))
        {
            return FrameOptions.ExcludeGroup;
        }

        if (Accept(Keyword.Ties))
        {
            return FrameOptions.ExcludeTies;
        }

        if (!Accept(Keyword.No, Keyword.Others))
        {
            Fail("CURRENT ROW, GROUP, TIES or NO OTHERS");
        }

        return FrameOptions.None;
    }
}
