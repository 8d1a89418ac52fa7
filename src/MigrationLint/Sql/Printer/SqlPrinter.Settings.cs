using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>Settings and transactions.</summary>
internal sealed partial class SqlPrinter
{
    private bool Setting(Node node)
    {
        switch (node)
        {
            case VariableSetStmt statement:
                VariableSet(statement);
                return true;
            case VariableShowStmt statement:
                output.Append("SHOW ");
                if (statement.Name == "all")
                {
                    output.Append("ALL");
                }
                else
                {
                    SettingName(statement.Name!);
                }

                return true;
            case ConstraintsSetStmt statement:
                output.Append("SET CONSTRAINTS ");
                output.Append(statement.Constraints.Count == 0 ? "ALL" : "");
                List(statement.Constraints);
                output.Append(statement.Deferred ? " DEFERRED" : " IMMEDIATE");
                return true;
            case TransactionStmt statement:
                Transaction(statement);
                return true;
            default:
                return false;
        }
    }

    private void VariableSet(VariableSetStmt statement)
    {
        switch (statement.Kind)
        {
            case VariableSetKind.ResetAll:
                output.Append("RESET ALL");
                return;
            case VariableSetKind.Reset:
                output.Append("RESET ");
                SettingName(statement.Name!);
                return;
        }

        output.Append(statement.IsLocal ? "SET LOCAL " : "SET ");
        switch (statement.Kind)
        {
            case VariableSetKind.SetMulti:
                SetMulti(statement);
                return;
            case VariableSetKind.SetCurrent:
                SettingName(statement.Name!);
                output.Append(" FROM CURRENT");
                return;
        }

        // These forms and SET name TO value differ in the tree.
        if (statement.JumbleArgs)
        {
            output.Append(statement.Name == "timezone" ? "TIME ZONE" : "XML OPTION");
        }
        else
        {
            SettingName(statement.Name!);
            output.Append(" TO");
        }

        SetValues(statement);
    }

    private void SetValues(VariableSetStmt statement)
    {
        if (statement.Kind == VariableSetKind.SetDefault)
        {
            output.Append(" DEFAULT");
            return;
        }

        for (var i = 0; i < statement.Args.Count; i++)
        {
            output.Append(i == 0 ? " " : ", ");
            switch (statement.Args[i])
            {
                case AConst { Sval.Sval: var text } when statement is { JumbleArgs: true, Name: "xmloption" }:
                    output.Append(text);
                    break;
                case AConst { Sval.Sval: var text } when statement.JumbleArgs:
                    Constant(text);
                    break;
                case AConst constant:
                    SettingValue(constant);
                    break;
                case TypeCast interval:
                    ZoneInterval(interval);
                    break;
                case var other:
                    Node(other);
                    break;
            }
        }
    }

    private void SettingValue(AConst constant)
    {
        if (constant.Sval is { } text)
        {
            WordOrConstant(text.Sval);
        }
        else
        {
            Number((Node?)constant.Ival ?? constant.Fval!);
        }
    }

    /// <summary>What <c>opt_boolean_or_string</c> reads: a plain word as it is, all else quoted.</summary>
    private void WordOrConstant(string text)
    {
        if (text is "true" or "false" or "on" || IsUnreservedWord(text))
        {
            output.Append(text);
        }
        else
        {
            Constant(text);
        }
    }

    /// <summary>True for a word that reads as itself wherever no reserved one may stand; a longer one would be cut as names are.</summary>
    private static bool IsUnreservedWord(string text) =>
        text.Length < 64
        && IsPlainWord(text)
        && Keywords.Find(text, 0, text.Length) is var keyword
        && (keyword == Keyword.NotKeyword || Keywords.Class(keyword) != KeywordClass.Reserved);

    /// <summary>The name of an option or a privilege, upper case where that folds back.</summary>
    /// <param name="name">The name.</param>
    /// <param name="isColId">True where words that may name functions or types only are not allowed.</param>
    private void OptionWord(string name, bool isColId = true)
    {
        var isWord = IsUnreservedWord(name)
            && !(isColId && Keywords.Find(name, 0, name.Length) is not Keyword.NotKeyword and var keyword && Keywords.Class(keyword) == KeywordClass.TypeOrFunctionName);
        if (isWord)
        {
            output.Append(name.ToUpperInvariant());
        }
        else
        {
            Name(name);
        }
    }

    /// <summary>What <c>var_name</c> reads.</summary>
    private void SettingName(string name)
    {
        var parts = name.Split('.');
        for (var i = 0; i < parts.Length; i++)
        {
            output.Append(i == 0 ? "" : ".");
            Name(parts[i]);
        }
    }

    /// <summary>The interval of SET TIME ZONE, which is no cast there.</summary>
    private void ZoneInterval(TypeCast interval)
    {
        output.Append("INTERVAL ");
        var modifiers = interval.TypeName!.Typmods;
        var fields = modifiers.Count > 0 && modifiers[0] is AConst { Ival: { } mask } ? mask.Ival : SqlTypeNames.FullRange;
        if (modifiers.Count == 2 && modifiers[1] is AConst { Ival: { } precision })
        {
            output.Append('(').Append(precision.Ival).Append(") ");
        }

        Constant(((AConst)interval.Arg!).Sval!.Sval);
        output.Append(SqlTypeNames.IntervalFields(fields)?.ToUpperInvariant());
    }

    private void SetMulti(VariableSetStmt statement)
    {
        if (statement.Name == "TRANSACTION SNAPSHOT")
        {
            output.Append("TRANSACTION SNAPSHOT ");
            Constant(((AConst)statement.Args[0]).Sval!.Sval);
            return;
        }

        output.Append(statement.Name == "TRANSACTION" ? "TRANSACTION" : "SESSION CHARACTERISTICS AS TRANSACTION");
        TransactionModes(statement.Args);
    }

    private void TransactionModes(IReadOnlyList<Node> modes)
    {
        for (var i = 0; i < modes.Count; i++)
        {
            var mode = (DefElem)modes[i];
            var value = (AConst)mode.Arg!;
            output.Append(i == 0 ? " " : ", ");
            output.Append(mode.Defname switch
            {
                "transaction_isolation" => "ISOLATION LEVEL " + value.Sval!.Sval.ToUpperInvariant(),
                "transaction_read_only" => value.Ival!.Ival != 0 ? "READ ONLY" : "READ WRITE",
                _ => value.Ival!.Ival != 0 ? "DEFERRABLE" : "NOT DEFERRABLE",
            });
        }
    }

    private void Transaction(TransactionStmt statement)
    {
        output.Append(statement.Kind switch
        {
            TransactionStmtKind.Begin => "BEGIN",
            TransactionStmtKind.Start => "START TRANSACTION",
            TransactionStmtKind.Commit => "COMMIT",
            TransactionStmtKind.Rollback => "ROLLBACK",
            TransactionStmtKind.Savepoint => "SAVEPOINT ",
            TransactionStmtKind.Release => "RELEASE SAVEPOINT ",
            TransactionStmtKind.RollbackTo => "ROLLBACK TO SAVEPOINT ",
            TransactionStmtKind.Prepare => "PREPARE TRANSACTION ",
            TransactionStmtKind.CommitPrepared => "COMMIT PREPARED ",
            _ => "ROLLBACK PREPARED ",
        });
        TransactionModes(statement.Options);
        if (statement.SavepointName is { } savepoint)
        {
            Name(savepoint);
        }

        if (statement.Gid is { } identifier)
        {
            Constant(identifier);
        }

        output.Append(statement.Chain ? " AND CHAIN" : "");
    }
}
