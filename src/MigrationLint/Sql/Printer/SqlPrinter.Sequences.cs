using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Options of sequences and identity columns.</summary>
internal sealed partial class SqlPrinter
{
    private void ParenthesizedSequenceOptions(IReadOnlyList<DefElem> options)
    {
        if (options.Count > 0)
        {
            output.Append(" (");
            Separated(options, " ", SequenceOption);
            output.Append(')');
        }
    }

    private void SequenceOptions(IReadOnlyList<DefElem> options, string before)
    {
        output.Append(options.Count > 0 ? before : "");
        Separated(options, " ", SequenceOption);
    }

    /// <summary>An option of a sequence as an action on a column has it.</summary>
    private void IdentityOption(DefElem option)
    {
        if (option.Defname == "generated")
        {
            output.Append("SET GENERATED ").Append(When(((char)((IntegerValue)option.Arg!).Ival).ToString()));
            return;
        }

        output.Append(option.Defname == "restart" ? "" : "SET ");
        SequenceOption(option);
    }

    private void SequenceOption(DefElem option)
    {
        var argument = option.Arg;
        switch (option.Defname)
        {
            case "cycle":
                output.Append(argument is BooleanValue { Boolval: true } ? "CYCLE" : "NO CYCLE");
                break;
            case "maxvalue" or "minvalue" when argument is null:
                output.Append("NO ").Append(option.Defname.ToUpperInvariant());
                break;
            case "owned_by":
                QualifiedName(((ListValue)argument!).Items, "OWNED BY ");
                break;
            case "sequence_name":
                QualifiedName(((ListValue)argument!).Items, "SEQUENCE NAME ");
                break;
            case "increment":
                Clause("INCREMENT BY ", argument);
                break;
            case "start":
                Clause("START WITH ", argument);
                break;
            case "restart" when argument is not null:
                Clause("RESTART WITH ", argument);
                break;
            default:
                output.Append(option.Defname!.ToUpperInvariant());
                Clause(" ", argument);
                break;
        }
    }

    private void QualifiedName(IReadOnlyList<Node> name, string before)
    {
        output.Append(before);
        QualifiedName(name);
    }
}
