using System.Text;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>Settings and transactions. <c>SqlParser.Maintenance.cs</c> reads VACUUM and its like.</summary>
internal sealed partial class SqlParser
{
    /// <summary><c>VariableSetStmt</c> and <c>ConstraintsSetStmt</c>.</summary>
    private Statement VariableSetStmt()
    {
        var start = Here;
        Advance();
        if (Is(Keyword.Constraints) && !IsWholeVarName())
        {
            return ConstraintsSetStmt(start);
        }

        var isLocal = false;
        if (Is(Keyword.Local) && !IsWholeVarName())
        {
            Advance();
            isLocal = true;
        }
        else if (Is(Keyword.Session) && !IsWholeVarName() && !IsSessionPhrase())
        {
            Advance();
        }

        var statement = SetRest(start, withTransaction: true);
        statement.IsLocal = isLocal;
        return statement;
    }

    /// <summary><c>VariableResetStmt</c>.</summary>
    private Statement VariableResetStmt()
    {
        var start = Here;
        Advance();
        if (Accept(Keyword.All))
        {
            return Close(new VariableSetStmt(start) { Kind = VariableSetKind.ResetAll });
        }

        var name = SettingPhrase() ?? VarName();
        return Close(new VariableSetStmt(start) { Kind = VariableSetKind.Reset, Name = name });
    }

    /// <summary><c>VariableShowStmt</c>.</summary>
    private Statement VariableShowStmt()
    {
        var start = Here;
        Advance();
        var name = Accept(Keyword.All) ? "all" : SettingPhrase() ?? VarName();
        return new VariableShowStmt(start) { Name = name };
    }

    /// <summary><c>SetResetClause</c>, from SET or RESET on, as roles and databases have it; <c>FunctionSetResetClause</c> has no modes of a transaction.</summary>
    private VariableSetStmt SetResetClause(bool inFunction = false)
    {
        if (Is(Keyword.Reset))
        {
            return (VariableSetStmt)VariableResetStmt();
        }

        var start = Here;
        Expect(Keyword.Set);
        return SetRest(start, withTransaction: !inFunction);
    }

    /// <summary>The settings that RESET and SHOW name by several words; null where none stands here.</summary>
    private string? SettingPhrase() =>
        Accept(Keyword.Time, Keyword.Zone) ? "timezone"
        : Accept(Keyword.Transaction, Keyword.Isolation, Keyword.Level) ? "transaction_isolation"
        : Accept(Keyword.Session, Keyword.Authorization) ? "session_authorization"
        : null;

    /// <summary>True where the word here is a setting's name (or its qualifier), whatever else it may begin.</summary>
    private bool IsWholeVarName() => KindAt(1) is TokenKind.Dot or TokenKind.Equal || WordAt(1) is Keyword.To or Keyword.From;

    /// <summary>True at SESSION where it is not the scope of the setting.</summary>
    private bool IsSessionPhrase() =>
        WordAt(1) == Keyword.Authorization || (WordAt(1) == Keyword.Characteristics && WordAt(2) == Keyword.As);

    /// <summary><c>set_rest</c>, or <c>set_rest_more</c> without the modes of a transaction.</summary>
    private VariableSetStmt SetRest(int start, bool withTransaction)
    {
        if (IsWholeVarName())
        {
            return GenericSet(start);
        }

        switch (Word)
        {
            case Keyword.Transaction when WordAt(1) == Keyword.Snapshot:
                position += 2;
                return SetConstant(start, "TRANSACTION SNAPSHOT", SconstNode(), VariableSetKind.SetMulti);
            case Keyword.Transaction when withTransaction:
                Advance();
                return SetTransaction(start, "TRANSACTION");
            case Keyword.Session when withTransaction && WordAt(1) == Keyword.Characteristics:
                position += 2;
                Expect(Keyword.As, Keyword.Transaction);
                return SetTransaction(start, "SESSION CHARACTERISTICS");
            case Keyword.Session when WordAt(1) == Keyword.Authorization:
                position += 2;
                return Accept(Keyword.Default)
                    ? SetDefault(start, "session_authorization")
                    : SetConstant(start, "session_authorization", NonReservedWordOrSconst("a role"));
            case Keyword.Time when WordAt(1) == Keyword.Zone:
                position += 2;
                return SetTimeZone(start);
            case Keyword.Catalog:
                Advance();
                Refuse(SconstNode().Span, "the database of a session cannot be changed");
                return new VariableSetStmt(start);
            case Keyword.Schema:
                Advance();
                return SetConstant(start, "search_path", SconstNode());
            case Keyword.Names:
                Advance();
                return Is(TokenKind.StringConstant) ? SetConstant(start, "client_encoding", SconstNode()) : SetDefaultEncoding(start);
            case Keyword.Role:
                Advance();
                return SetConstant(start, "role", NonReservedWordOrSconst("a role"));
            case Keyword.Xml when WordAt(1) == Keyword.Option:
                position += 2;
                return SetXmlOption(start);
            default:
                return GenericSet(start);
        }
    }

    private VariableSetStmt SetConstant(int start, string name, StringValue value, VariableSetKind kind = VariableSetKind.SetValue) =>
        Close(new VariableSetStmt(start) { Kind = kind, Name = name, Args = [MakeStringConst(value.Start, value.Sval)] });

    private VariableSetStmt SetDefault(int start, string name) => Close(new VariableSetStmt(start) { Kind = VariableSetKind.SetDefault, Name = name });

    private VariableSetStmt SetDefaultEncoding(int start)
    {
        Accept(Keyword.Default);
        return SetDefault(start, "client_encoding");
    }

    private VariableSetStmt SetTransaction(int start, string name)
    {
        var modes = TransactionModeListOrEmpty();
        if (modes.Count == 0)
        {
            Fail("ISOLATION LEVEL, READ ONLY, READ WRITE or DEFERRABLE");
        }

        return Close(new VariableSetStmt(start) { Kind = VariableSetKind.SetMulti, Name = name, Args = modes, JumbleArgs = true });
    }

    private VariableSetStmt SetXmlOption(int start)
    {
        var valueStart = Here;
        var value = OneOf(Keyword.Document, Keyword.Content) ? "DOCUMENT" : "CONTENT";
        var constant = MakeStringConst(valueStart, value);
        return Close(new VariableSetStmt(start) { Name = "xmloption", Args = [constant], JumbleArgs = true });
    }

    private VariableSetStmt SetTimeZone(int start)
    {
        var statement = new VariableSetStmt(start) { Name = "timezone", JumbleArgs = true };
        if (Accept(Keyword.Default) || Accept(Keyword.Local))
        {
            statement.Kind = VariableSetKind.SetDefault;
        }
        else
        {
            statement.Args = [ZoneValue()];
        }

        return Close(statement);
    }

    /// <summary><c>zone_value</c> but for DEFAULT and LOCAL.</summary>
    private Node ZoneValue()
    {
        if (Is(Keyword.Interval))
        {
            return ZoneInterval();
        }

        if (IsNumericOnly())
        {
            return MakeAConst(NumericOnly());
        }

        var start = Here;
        if (Kind is TokenKind.Identifier or TokenKind.Hole)
        {
            return MakeStringConst(start, tokens.Name(position++));
        }

        return MakeStringConst(start, Sconst("a time zone"));
    }

    /// <summary>An interval as a time zone: of all fields, or of hours and minutes.</summary>
    private TypeCast ZoneInterval()
    {
        var interval = IntervalConst(Here);
        var fields = interval.TypeName!.Typmods.Count > 0 ? (interval.TypeName.Typmods[0] as AConst)?.Ival?.Ival ?? 0 : 0;
        if (fields != SqlTypeNames.FullRange && (fields & ~(SqlTypeNames.Hour | SqlTypeNames.Minute)) != 0)
        {
            Refuse(interval.TypeName.Typmods[0].Span, "an interval that is a time zone has the fields HOUR or HOUR TO MINUTE");
        }

        return interval;
    }

    /// <summary><c>generic_set</c> and FROM CURRENT.</summary>
    private VariableSetStmt GenericSet(int start)
    {
        var name = VarName();
        if (Accept(Keyword.From))
        {
            Expect(Keyword.Current);
            return Close(new VariableSetStmt(start) { Kind = VariableSetKind.SetCurrent, Name = name });
        }

        if (!Accept(Keyword.To) && !Accept(TokenKind.Equal))
        {
            Fail("TO or '='");
        }

        return Accept(Keyword.Default) ? SetDefault(start, name) : Close(new VariableSetStmt(start) { Name = name, Args = VarList() });
    }

    /// <summary><c>var_name</c>: a setting with its qualifiers, as one string.</summary>
    private string VarName()
    {
        var name = ColId("a setting");
        if (!Is(TokenKind.Dot))
        {
            return name;
        }

        var qualified = new StringBuilder(name);
        while (Accept(TokenKind.Dot))
        {
            qualified.Append('.').Append(ColId());
        }

        return qualified.ToString();
    }

    /// <summary><c>var_list</c>.</summary>
    private List<Node> VarList()
    {
        var values = new List<Node>();
        do
        {
            if (IsNumericOnly())
            {
                values.Add(MakeAConst(NumericOnly()));
                continue;
            }

            var value = BooleanOrString();
            values.Add(MakeStringConst(value.Start, value.Sval));
        }
        while (Accept(TokenKind.Comma));

        return values;
    }

    /// <summary><c>ConstraintsSetStmt</c>, from CONSTRAINTS on.</summary>
    private ConstraintsSetStmt ConstraintsSetStmt(int start)
    {
        Advance();
        var constraints = Accept(Keyword.All) ? [] : QualifiedNameList("a constraint");
        return new ConstraintsSetStmt(start) { Constraints = constraints, Deferred = OneOf(Keyword.Deferred, Keyword.Immediate) };
    }

    /// <summary><c>TransactionStmt</c> and <c>TransactionStmtLegacy</c>.</summary>
    private Statement TransactionStmt()
    {
        var statement = new TransactionStmt(Here);
        var word = Word;
        Advance();
        switch (word)
        {
            case Keyword.Begin:
                OptTransaction();
                (statement.Kind, statement.Options) = (TransactionStmtKind.Begin, TransactionModeListOrEmpty());
                break;
            case Keyword.Start:
                Expect(Keyword.Transaction);
                (statement.Kind, statement.Options) = (TransactionStmtKind.Start, TransactionModeListOrEmpty());
                break;
            case Keyword.Prepare:
                Expect(Keyword.Transaction);
                (statement.Kind, statement.Gid) = (TransactionStmtKind.Prepare, Sconst());
                break;
            case Keyword.Savepoint:
                (statement.Kind, statement.SavepointName) = (TransactionStmtKind.Savepoint, ColId());
                break;
            case Keyword.Release:
                (statement.Kind, statement.SavepointName) = (TransactionStmtKind.Release, SavepointName());
                break;
            default:
                EndTransaction(statement, word);
                break;
        }

        return statement;
    }

    /// <summary>COMMIT, END, ROLLBACK and ABORT behind their first word.</summary>
    private void EndTransaction(TransactionStmt statement, Keyword word)
    {
        var isCommit = word is Keyword.Commit or Keyword.End;
        statement.Kind = isCommit ? TransactionStmtKind.Commit : TransactionStmtKind.Rollback;
        if (word is Keyword.Commit or Keyword.Rollback && Accept(Keyword.Prepared))
        {
            statement.Kind = isCommit ? TransactionStmtKind.CommitPrepared : TransactionStmtKind.RollbackPrepared;
            statement.Gid = Sconst();
            return;
        }

        OptTransaction();
        if (word == Keyword.Rollback && Accept(Keyword.To))
        {
            (statement.Kind, statement.SavepointName) = (TransactionStmtKind.RollbackTo, SavepointName());
        }
        else if (Accept(Keyword.And))
        {
            statement.Chain = !Accept(Keyword.No);
            Expect(Keyword.Chain);
        }
    }

    /// <summary>The name of a savepoint with or without SAVEPOINT before it, which itself can be the name.</summary>
    private string SavepointName()
    {
        if (Is(Keyword.Savepoint) && IsColId(1))
        {
            Advance();
        }

        return ColId("a savepoint");
    }

    /// <summary><c>opt_transaction</c>.</summary>
    private void OptTransaction()
    {
        if (!Accept(Keyword.Work))
        {
            Accept(Keyword.Transaction);
        }
    }

    /// <summary><c>transaction_mode_list_or_empty</c>: with commas or without.</summary>
    private List<DefElem> TransactionModeListOrEmpty()
    {
        var modes = new List<DefElem>();
        while (Word is Keyword.Isolation or Keyword.Read or Keyword.Deferrable or Keyword.Not || Is(TokenKind.Hole))
        {
            if (!Accept(TokenKind.Hole))
            {
                modes.Add(TransactionModeItem());
            }

            if (Accept(TokenKind.Comma) && !(Word is Keyword.Isolation or Keyword.Read or Keyword.Deferrable or Keyword.Not || Is(TokenKind.Hole)))
            {
                Fail("ISOLATION LEVEL, READ ONLY, READ WRITE or DEFERRABLE");
            }
        }

        return modes;
    }

    /// <summary><c>transaction_mode_item</c>.</summary>
    private DefElem TransactionModeItem()
    {
        var start = Here;
        if (Accept(Keyword.Isolation))
        {
            Expect(Keyword.Level);
            var levelStart = Here;
            var level = IsoLevel();
            return MakeDefElem(start, "transaction_isolation", MakeStringConst(levelStart, level));
        }

        if (Accept(Keyword.Read))
        {
            var isReadOnly = OneOf(Keyword.Only, Keyword.Write);
            return MakeDefElem(start, "transaction_read_only", MakeIntConst(start, isReadOnly ? 1 : 0));
        }

        var isDeferrable = !Accept(Keyword.Not);
        Expect(Keyword.Deferrable);
        return MakeDefElem(start, "transaction_deferrable", MakeIntConst(start, isDeferrable ? 1 : 0));
    }

    /// <summary><c>iso_level</c>.</summary>
    private string IsoLevel()
    {
        if (Accept(Keyword.Serializable))
        {
            return "serializable";
        }

        if (Accept(Keyword.Repeatable))
        {
            Expect(Keyword.Read);
            return "repeatable read";
        }

        if (!Accept(Keyword.Read))
        {
            Fail("an isolation level");
        }

        return OneOf(Keyword.Uncommitted, Keyword.Committed) ? "read uncommitted" : "read committed";
    }
}
