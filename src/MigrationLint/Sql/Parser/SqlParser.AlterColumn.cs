using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Sql;

/// <summary>ALTER COLUMN and ALTER CONSTRAINT.</summary>
internal sealed partial class SqlParser
{
    private void AlterCmd(AlterTableCmd command)
    {
        Expect(Keyword.Alter);
        if (Accept(Keyword.Constraint))
        {
            AlterConstraint(command);
            return;
        }

        Accept(Keyword.Column);
        if (Is(TokenKind.IntegerConstant))
        {
            AlterColumnByNumber(command);
            return;
        }

        var columnStart = Here;
        command.Name = ColId("a column name");
        AlterColumn(command, columnStart);
    }

    private void AlterColumn(AlterTableCmd command, int columnStart)
    {
        switch (Word)
        {
            case Keyword.Set:
                SetColumn(command, columnStart);
                break;
            case Keyword.Type:
                AlterColumnType(command, columnStart);
                break;
            case Keyword.Drop:
                DropOfColumn(command);
                break;
            case Keyword.Add:
                Advance();
                var identity = new Constraint(Here) { Contype = ConstrType.Identity };
                Expect(Keyword.Generated);
                identity.GeneratedWhen = GeneratedWhen();
                Expect(Keyword.As, Keyword.Identity);
                identity.Options = OptParenthesizedSeqOptList();
                (command.Subtype, command.Def) = (AlterTableType.AddIdentity, Close(identity));
                break;
            case Keyword.Reset:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.ResetOptions, OptionList());
                break;
            case Keyword.Restart:
                SetIdentity(command);
                break;
            case Keyword.Options:
                var start = Here;
                (command.Subtype, command.Def) = (AlterTableType.AlterColumnGenericOptions, NewList(start, AlterGenericOptions()));
                break;
            default:
                SkipHoles();
                Fail("ADD, DROP, OPTIONS, RESET, RESTART, SET or TYPE");
                break;
        }
    }

    private void SetColumn(AlterTableCmd command, int columnStart)
    {
        switch (WordAt(1))
        {
            case Keyword.Default:
                position += 2;
                (command.Subtype, command.Def) = (AlterTableType.ColumnDefault, AExpr());
                break;
            case Keyword.Not:
                Advance();
                Expect(Keyword.Not, Keyword.Null);
                command.Subtype = AlterTableType.SetNotNull;
                break;
            case Keyword.Data:
                AlterColumnType(command, columnStart);
                break;
            case Keyword.Statistics:
                position += 2;
                (command.Subtype, command.Def) = (AlterTableType.SetStatistics, SetStatisticsValue());
                break;
            case Keyword.Storage:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.SetStorage, StringOf(ColumnStorage));
                break;
            case Keyword.Compression:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.SetCompression, StringOf(ColumnCompression));
                break;
            case Keyword.Expression:
                position += 2;
                Expect(Keyword.As);
                Expect(TokenKind.LeftParenthesis);
                (command.Subtype, command.Def) = (AlterTableType.SetExpression, AExpr());
                Expect(TokenKind.RightParenthesis);
                break;
            case Keyword.NotKeyword when KindAt(1) == TokenKind.LeftParenthesis:
                Advance();
                (command.Subtype, command.Def) = (AlterTableType.SetOptions, OptionList());
                break;
            default:
                SetIdentity(command);
                break;
        }
    }

    private StringValue StringOf(Func<string> read)
    {
        var start = Here;
        return Close(new StringValue(start, read()));
    }

    private void DropOfColumn(AlterTableCmd command)
    {
        Expect(Keyword.Drop);
        switch (Word)
        {
            case Keyword.Default:
                Advance();
                command.Subtype = AlterTableType.ColumnDefault;
                break;
            case Keyword.Not:
                Expect(Keyword.Not, Keyword.Null);
                command.Subtype = AlterTableType.DropNotNull;
                break;
            case Keyword.Expression:
                Advance();
                (command.Subtype, command.MissingOk) = (AlterTableType.DropExpression, IfExists());
                break;
            case Keyword.Identity:
                Advance();
                (command.Subtype, command.MissingOk) = (AlterTableType.DropIdentity, IfExists());
                break;
            default:
                Fail("DEFAULT, EXPRESSION, IDENTITY or NOT NULL");
                break;
        }
    }

    /// <summary><c>[SET DATA] TYPE type [COLLATE …] [USING …]</c>.</summary>
    private void AlterColumnType(AlterTableCmd command, int columnStart)
    {
        SetDataType();
        command.Subtype = AlterTableType.AlterColumnType;
        var column = new ColumnDef(columnStart) { TypeName = Typename(), CollClause = OptCollateClause() };
        SkipHolesBeforeWord();
        if (Accept(Keyword.Using))
        {
            column.RawDefault = AExpr();
        }

        command.Def = Close(column);
    }

    /// <summary><c>opt_set_data TYPE</c>.</summary>
    private void SetDataType()
    {
        if (Accept(Keyword.Set))
        {
            Expect(Keyword.Data);
        }

        Expect(Keyword.Type);
    }

    private void AlterColumnByNumber(AlterTableCmd command)
    {
        var number = tokens.Span(position);
        command.Num = Iconst();
        if (command.Num is < 1 or > short.MaxValue)
        {
            Refuse(number, "the number of a column is between 1 and 32767");
        }

        Expect(Keyword.Set, Keyword.Statistics);
        (command.Subtype, command.Def) = (AlterTableType.SetStatistics, SetStatisticsValue());
    }

    /// <summary><c>set_statistics_value</c>; null for DEFAULT.</summary>
    private Node? SetStatisticsValue()
    {
        var start = Here;
        return Accept(Keyword.Default) ? null : Close(new IntegerValue(start, SignedIconst()));
    }

    /// <summary><c>alter_identity_column_option_list</c>.</summary>
    private void SetIdentity(AlterTableCmd command)
    {
        var list = new ListValue(Here);
        var options = new List<DefElem>();
        while (Word is Keyword.Set or Keyword.Restart)
        {
            options.Add(AlterIdentityColumnOption());
        }

        list.Items = options;
        (command.Subtype, command.Def) = (AlterTableType.SetIdentity, Close(list));
    }

    private DefElem AlterIdentityColumnOption()
    {
        var start = Here;
        if (!Accept(Keyword.Set))
        {
            return SeqOptElem();
        }

        if (Accept(Keyword.Generated))
        {
            var whenStart = Here;
            var value = GeneratedWhen();
            return Close(new DefElem(start) { Defname = "generated", Arg = Close(new IntegerValue(whenStart, value[0])) });
        }

        var optionStart = Here;
        if (!IsSeqOptElem())
        {
            SkipHoles();
            Fail("'(', COMPRESSION, DATA TYPE, DEFAULT, EXPRESSION, GENERATED, NOT NULL, STATISTICS, STORAGE or an option of sequences");
        }

        var option = SeqOptElem();
        if (option.Defname is "as" or "restart" or "owned_by")
        {
            Refuse(TextSpan.FromBounds(optionStart, LastEnd), "this option of sequences cannot be set on a column");
        }

        option.Start = start;
        return option;
    }

    private void AlterConstraint(AlterTableCmd command)
    {
        var constraint = new ATAlterConstraint(Here) { Conname = ColId("a constraint name") };
        (command.Subtype, command.Def) = (AlterTableType.AlterConstraint, constraint);
        if (Accept(Keyword.Inherit))
        {
            constraint.AlterInheritability = true;
            Close(constraint);
            return;
        }

        var given = ConstraintAttributeSpec(ConstraintAttributes.Deferral | ConstraintAttributes.Enforcement | ConstraintAttributes.NoInherit, "altered");
        constraint.AlterEnforceability = HasAny(given, ConstraintAttributes.Enforcement);
        constraint.AlterDeferrability = HasAny(given, ConstraintAttributes.Deferral);
        constraint.AlterInheritability = HasAny(given, ConstraintAttributes.NoInherit);
        constraint.IsEnforced = !HasAny(given, ConstraintAttributes.NotEnforced);
        constraint.Deferrable = HasAny(given, ConstraintAttributes.Deferrable | ConstraintAttributes.InitiallyDeferred);
        constraint.Initdeferred = HasAny(given, ConstraintAttributes.InitiallyDeferred);
        constraint.Noinherit = HasAny(given, ConstraintAttributes.NoInherit);
        Close(constraint);
    }
}
