using MigrationLint.Sql.Ast;

namespace MigrationLint.Sql;

/// <summary>
/// Tables, indexes, views, sequences, triggers, rules, types, domains. <c>SqlPrinter.Tables.cs</c>, <c>.Constraints.cs</c>, <c>.AlterTable.cs</c>,
/// <c>.Sequences.cs</c>, <c>.Triggers.cs</c> and <c>.UserTypes.cs</c> print the parts.
/// </summary>
internal sealed partial class SqlPrinter
{
    /// <returns>False where the node belongs to another family.</returns>
    private bool Relation(Node node) => Table(node) || OtherRelation(node) || UserType(node) || Change(node);

    private bool Table(Node node)
    {
        switch (node)
        {
            case CreateStmt table:
                CreateTable(table);
                return true;
            case CreateForeignTableStmt table:
                CreateForeignTable(table);
                return true;
            case CreateTableAsStmt table:
                CreateTableAs(table);
                return true;
            case ColumnDef column:
                Column(column);
                return true;
            case TableLikeClause like:
                Like(like);
                return true;
            case Constraint constraint:
                Constraint(constraint);
                return true;
            case IndexElem element:
                IndexElement(element);
                return true;
            case AlterTableStmt statement:
                AlterTable(statement);
                return true;
            case AlterTableCmd command:
                AlterTableAction(command, "COLUMN ");
                return true;
            case UnknownAction action:
                output.Append(action.SyntaxSpelling);
                return true;
            case AlterTableMoveAllStmt move:
                MoveAll(move);
                return true;
            case IntegerValue or FloatValue:
                Number(node);
                return true;
            default:
                return false;
        }
    }

    private bool OtherRelation(Node node)
    {
        switch (node)
        {
            case IndexStmt index:
                CreateIndex(index);
                return true;
            case ViewStmt view:
                CreateView(view);
                return true;
            case RefreshMatViewStmt refresh:
                output.Append("REFRESH MATERIALIZED VIEW ").Append(refresh.Concurrent ? "CONCURRENTLY " : "");
                RelationName(refresh.Relation!);
                output.Append(refresh.SkipData ? " WITH NO DATA" : "");
                return true;
            case CreateSeqStmt sequence:
                output.Append("CREATE ").Append(Persistence(sequence.Sequence!)).Append("SEQUENCE ").Append(sequence.IfNotExists ? "IF NOT EXISTS " : "");
                RelationName(sequence.Sequence!);
                SequenceOptions(sequence.Options, " ");
                return true;
            case AlterSeqStmt sequence:
                output.Append("ALTER SEQUENCE ").Append(sequence.MissingOk ? "IF EXISTS " : "");
                RelationName(sequence.Sequence!);
                SequenceOptions(sequence.Options, " ");
                return true;
            case CreateStatsStmt or AlterStatsStmt:
                Statistics(node);
                return true;
            case RuleStmt rule:
                CreateRule(rule);
                return true;
            case CreateTrigStmt trigger:
                CreateTrigger(trigger);
                return true;
            case TruncateStmt truncate:
                output.Append("TRUNCATE ");
                Separated(truncate.Relations, ", ", OnlyTable);
                output.Append(truncate.RestartSeqs ? " RESTART IDENTITY" : "");
                Behavior(truncate.Behavior);
                return true;
            default:
                return false;
        }
    }

    private void CreateIndex(IndexStmt index)
    {
        output.Append("CREATE ").Append(index.Unique ? "UNIQUE " : "").Append("INDEX ").Append(index.Concurrent ? "CONCURRENTLY " : "");
        output.Append(index.IfNotExists ? "IF NOT EXISTS " : "");
        if (index.Idxname is { } name)
        {
            Name(name);
            output.Append(' ');
        }

        output.Append("ON ");
        OnlyTable(index.Relation!);
        Clause(" USING ", index.AccessMethod == "btree" ? null : index.AccessMethod);
        output.Append(" (");
        Separated(index.IndexParams, ", ", IndexElement);
        output.Append(')');
        if (index.IndexIncludingParams.Count > 0)
        {
            output.Append(" INCLUDE (");
            Separated(index.IndexIncludingParams, ", ", IndexElement);
            output.Append(')');
        }

        output.Append(index.NullsNotDistinct ? " NULLS NOT DISTINCT" : "");
        WithOptions(index.Options);
        Clause(" TABLESPACE ", index.TableSpace);
        Clause(" WHERE ", index.WhereClause);
    }

    private void IndexElement(IndexElem element)
    {
        NameOrExpression(element.Name, element.Expr);
        CollationAndClass(element.Collation, element.Opclass);
        if (element.Opclassopts.Count > 0)
        {
            output.Append(' ');
            Definition(element.Opclassopts);
        }

        output.Append(element.Ordering switch
        {
            SortByDir.Asc => " ASC",
            SortByDir.Desc => " DESC",
            _ => "",
        });
        output.Append(element.NullsOrdering switch
        {
            SortByNulls.First => " NULLS FIRST",
            SortByNulls.Last => " NULLS LAST",
            _ => "",
        });
    }

    private void CreateView(ViewStmt view)
    {
        output.Append("CREATE ").Append(view.Replace ? "OR REPLACE " : "").Append(Persistence(view.View!)).Append("VIEW ");
        RelationName(view.View!);
        OptionalColumns(view.Aliases);
        WithOptions(view.Options);
        output.Append(" AS ");
        Node(view.Query!);
        output.Append(view.WithCheckOption switch
        {
            ViewCheckOption.LocalCheckOption => " WITH LOCAL CHECK OPTION",
            ViewCheckOption.CascadedCheckOption => " WITH CASCADED CHECK OPTION",
            _ => "",
        });
    }

    private void Statistics(Node node)
    {
        if (node is AlterStatsStmt alter)
        {
            output.Append("ALTER STATISTICS ").Append(alter.MissingOk ? "IF EXISTS " : "");
            QualifiedName(alter.Defnames);
            output.Append(" SET STATISTICS ");
            NodeOrDefault(alter.Stxstattarget);
            return;
        }

        var statistics = (CreateStatsStmt)node;
        output.Append("CREATE STATISTICS ").Append(statistics.IfNotExists ? "IF NOT EXISTS " : "");
        if (statistics.Defnames.Count > 0)
        {
            QualifiedName(statistics.Defnames);
            output.Append(' ');
        }

        if (statistics.StatTypes.Count > 0)
        {
            output.Append('(');
            NameList(statistics.StatTypes);
            output.Append(") ");
        }

        output.Append("ON ");
        Separated(statistics.Exprs, ", ", element => NameOrExpression(element.Name, element.Expr));
        output.Append(" FROM ");
        List(statistics.Relations);
    }

    private void CreateRule(RuleStmt rule)
    {
        output.Append("CREATE ").Append(rule.Replace ? "OR REPLACE " : "").Append("RULE ");
        Name(rule.Rulename!);
        output.Append(" AS ON ").Append(rule.Event.ToString().ToUpperInvariant()).Append(" TO ");
        RelationName(rule.Relation!);
        Clause(" WHERE ", rule.WhereClause);
        output.Append(" DO ").Append(rule.Instead ? "INSTEAD " : "");
        if (rule.Actions.Count == 0)
        {
            output.Append("NOTHING");
            return;
        }

        output.Append('(');
        Separated(rule.Actions, "; ", Node);
        output.Append(')');
    }

    /// <summary>A column, or an expression in parentheses where it is no plain function call.</summary>
    private void NameOrExpression(string? name, Node? expression)
    {
        if (name is not null)
        {
            Name(name);
        }
        else if (expression is FuncCall { Funcformat: CoercionForm.ExplicitCall, AggFilter: null, Over: null, AggWithinGroup: false })
        {
            Node(expression);
        }
        else if (expression is not null)
        {
            Parenthesized(expression);
        }
    }

    private void CollationAndClass(IReadOnlyList<Node> collation, IReadOnlyList<Node> operatorClass)
    {
        QualifiedClause(" COLLATE ", collation);
        QualifiedClause(" ", operatorClass);
    }

    private static string Persistence(RangeVar relation) => relation.Relpersistence switch
    {
        "t" => "TEMPORARY ",
        "u" => "UNLOGGED ",
        _ => "",
    };

    /// <summary>A relation by its name alone.</summary>
    private void RelationName(RangeVar relation)
    {
        if (relation.Catalogname is { } catalog)
        {
            Name(catalog);
            output.Append('.');
        }

        if (relation.Schemaname is { } schema)
        {
            Name(schema);
            output.Append('.');
        }

        Name(relation.Relname);
    }

    /// <summary>A relation with ONLY where its descendants are left out.</summary>
    private void OnlyTable(RangeVar relation)
    {
        output.Append(relation.Inh ? "" : "ONLY ");
        RelationName(relation);
    }

    private void Columns(IReadOnlyList<StringValue> columns)
    {
        output.Append('(');
        NameList(columns);
        output.Append(')');
    }

    private void OptionalColumns(IReadOnlyList<StringValue> columns)
    {
        if (columns.Count > 0)
        {
            output.Append(' ');
            Columns(columns);
        }
    }

    private void Separated<T>(IReadOnlyList<T> nodes, string separator, Action<T> print)
    {
        for (var i = 0; i < nodes.Count; i++)
        {
            output.Append(i > 0 ? separator : "");
            print(nodes[i]);
        }
    }

    private void NodeOrDefault(Node? node)
    {
        if (node is null)
        {
            output.Append("DEFAULT");
        }
        else
        {
            Node(node);
        }
    }

    private void Clause(string words, string? name)
    {
        if (name is not null)
        {
            output.Append(words);
            Name(name);
        }
    }

    private void QualifiedClause(string words, IReadOnlyList<Node> name)
    {
        if (name.Count > 0)
        {
            output.Append(words);
            QualifiedName(name);
        }
    }

    private void WithOptions(IReadOnlyList<DefElem> options)
    {
        if (options.Count > 0)
        {
            output.Append(" WITH ");
            Definition(options);
        }
    }
}
