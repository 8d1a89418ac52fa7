using MigrationLint.Lowering.Sql.Tables;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>What concerns a session, its transactions and the server's upkeep.</summary>
internal sealed class SessionLowering(LoweringContext context, PreparedStatements prepared)
{
    // LOCKMODE, lockdefs.h.
    private static readonly string[] LockModes =
    [
        "", "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE", "EXCLUSIVE", "ACCESS EXCLUSIVE",
    ];

    /// <summary>Lowers a statement.</summary>
    /// <returns>False for another statement.</returns>
    public bool Lower(Statement tree)
    {
        switch (tree)
        {
            case TransactionStmt statement:
                Transaction(statement);
                return true;
            case VariableSetStmt statement:
                Set(statement);
                return true;
            case LockStmt statement:
                Lock(statement);
                return true;
            case DoStmt statement:
                context.Lowering.Procedures(context.Sink).Do(statement, context.Lowering.TokensOf(context.Text));
                return true;
            case CallStmt statement:
                context.Lowering.Procedures(context.Sink).Call(statement, context.Text, context.Lowering.Variables.Count > 0 || context.Lowering.Parameters.Count > 0);
                return true;
            case ExplainStmt { Query: { } query } statement:
                Explain(statement, query);
                return true;
            default:
                return Prepared(tree) || Maintain(tree) || Other(tree);
        }
    }

    private void Transaction(TransactionStmt statement)
    {
        TransactionControl? control = statement.Kind switch
        {
            TransactionStmtKind.Begin or TransactionStmtKind.Start => TransactionControl.Begin,
            TransactionStmtKind.Commit => TransactionControl.Commit,
            TransactionStmtKind.Rollback => TransactionControl.Rollback,
            TransactionStmtKind.Savepoint => TransactionControl.Savepoint,
            TransactionStmtKind.Release => TransactionControl.Release,
            TransactionStmtKind.RollbackTo => TransactionControl.RollbackTo,
            TransactionStmtKind.Prepare => TransactionControl.Prepare,
            _ => null,
        };
        if (control is null)
        {
            context.RequireNoTransaction(statement.Kind == TransactionStmtKind.CommitPrepared ? "COMMIT PREPARED" : "ROLLBACK PREPARED");
            context.Other(statement.Kind == TransactionStmtKind.CommitPrepared ? "COMMIT PREPARED" : "ROLLBACK PREPARED");
            return;
        }

        context.Emit(new ControlTransaction(control.Value, statement.SavepointName ?? statement.Gid) { Source = context.Statement });
        if (statement.Chain && control is (TransactionControl.Commit or TransactionControl.Rollback))
        {
            context.Emit(new ControlTransaction(TransactionControl.Begin, Savepoint: null) { Source = context.Statement });
        }
    }

    private void Set(VariableSetStmt statement)
    {
        var name = statement.Name?.ToLowerInvariant();
        if (statement.Kind == VariableSetKind.SetMulti)
        {
            context.Other("SET");
            return;
        }

        SettingChecks.Check(context, statement);
        var values = statement.Kind == VariableSetKind.SetValue ? SettingValues.Of(statement.Args) : [];
        context.Emit(new SetParameter(statement.Kind == VariableSetKind.ResetAll ? "all" : name ?? "all", values)
        {
            Source = context.Statement,
            IsLocal = statement.IsLocal,
            IsKnown = SettingValues.AreKnown(statement.Args),
        });
    }

    private void Lock(LockStmt statement)
    {
        if (!context.Sink.IsInTransaction)
        {
            throw context.Refuse("25P01", "LOCK TABLE can only be used in transaction blocks");
        }

        foreach (var name in statement.Relations.OfType<RangeVar>())
        {
            var relation = context.Names.FindRelation(name);
            if (!relation.IsIncomplete && relation is not (Table or View { IsMaterialized: false }))
            {
                throw context.Refuse("42809", $"\"{relation.Name.Name}\" is not a table or view", name);
            }

            context.Emit(new LockTable(relation.Name, LockModes[Math.Max(0, Math.Min(statement.Mode, LockModes.Length - 1))]) { Source = context.Source(name) });
        }
    }

    // EXPLAIN ANALYZE runs what it explains.
    private void Explain(ExplainStmt statement, Statement query)
    {
        if (statement.Options.Any(static option => option.Defname == "analyze" && option.Arg is not BooleanValue { Boolval: false } and not StringValue { Sval: "false" or "off" }))
        {
            context.Lowering.Execute(context.Sink, query, context.Text);
        }
        else
        {
            context.Check(() => context.Lowering.Execute(context.Sink, query, context.Text));
            context.Other("EXPLAIN");
        }
    }

    // PREPARE analyses what it keeps.
    private void Check(PreparedStatement statement)
    {
        var analyzer = statement.Analyzer(context.Sink);
        if (statement.Tree is SelectStmt select)
        {
            analyzer.Query(select, []);
        }
        else
        {
            context.Check(() => analyzer.RowStatement(statement.Tree));
        }
    }

    private bool Prepared(Statement tree)
    {
        switch (tree)
        {
            case PrepareStmt { Query: { } query } statement:
                if (prepared.Find(statement.Name) is not null)
                {
                    throw context.Refuse("42P05", $"prepared statement \"{statement.Name}\" already exists");
                }

                var kept = new PreparedStatement(query, context.Text, [.. statement.Argtypes.OfType<TypeName>().Select(context.Analyzer.ResolveType)]);
                Check(kept);
                prepared.Add(statement.Name, kept);
                context.Other("PREPARE");
                return true;
            case ExecuteStmt statement:
                var found = prepared.Find(statement.Name) ?? throw context.Refuse("26000", $"prepared statement \"{statement.Name}\" does not exist");
                new SqlLowering(context.Sink) { Parameters = found.Parameters }.Execute(found.Tree, found.Text);
                return true;
            case DeallocateStmt { Name: { } name }:
                if (!prepared.Remove(name))
                {
                    throw context.Refuse("26000", $"prepared statement \"{name}\" does not exist");
                }

                context.Other("DEALLOCATE");
                return true;
            case DeallocateStmt:
                prepared.Clear();
                context.Other("DEALLOCATE ALL");
                return true;
            default:
                return false;
        }
    }

    private bool Maintain(Statement tree)
    {
        switch (tree)
        {
            case VacuumStmt statement:
                var isFull = statement.IsVacuumcmd && statement.Options.Any(static option => option.Defname == "full");
                if (statement.IsVacuumcmd)
                {
                    context.RequireNoTransaction("VACUUM");
                }

                var tables = statement.Rels.Select(static table => table.Relation).OfType<RangeVar>().Select(table => context.Names.FindRelation(table).Name).ToList();
                context.Emit(new Maintain(isFull ? "VACUUM FULL" : statement.IsVacuumcmd ? "VACUUM" : "ANALYZE", tables) { Source = context.Statement });
                return true;
            case ClusterStmt statement:
                Cluster(statement);
                return true;
            case ReindexStmt statement:
                new IndexLowering(context).Reindex(statement);
                return true;
            case CheckPointStmt:
                context.Emit(new Maintain("CHECKPOINT", []) { Source = context.Statement });
                return true;
            default:
                return false;
        }
    }

    private void Cluster(ClusterStmt statement)
    {
        if (statement.Relation is null)
        {
            context.RequireNoTransaction("CLUSTER");
            context.Emit(new Maintain("CLUSTER", []) { Source = context.Statement });
            return;
        }

        var relation = context.Names.FindRelation(statement.Relation);
        var indexes = relation switch { Table { IsIncomplete: false } table => table.Indexes, View view => view.Indexes, _ => null };
        if (statement.Indexname is { } index && indexes is not null && indexes.All(known => known.Name != index))
        {
            throw context.Refuse("42704", $"index \"{index}\" for table \"{relation.Name.Name}\" does not exist", detail: RefusalDetail.Missing(ObjectKind.Index, relation.Name with { Name = index }));
        }

        context.Emit(new Maintain("CLUSTER", [relation.Name]) { Source = context.Statement });
    }

    private bool Other(Statement tree)
    {
        var command = tree switch
        {
            VariableShowStmt => "SHOW",
            ConstraintsSetStmt => "SET CONSTRAINTS",
            DeclareCursorStmt => "DECLARE CURSOR",
            FetchStmt => "FETCH",
            ClosePortalStmt => "CLOSE CURSOR",
            NotifyStmt => "NOTIFY",
            ListenStmt => "LISTEN",
            UnlistenStmt => "UNLISTEN",
            LoadStmt => "LOAD",
            DiscardStmt => "DISCARD",
            OpaqueStmt opaque => opaque.Head,
            _ => null,
        };
        if (command is null)
        {
            return false;
        }

        if (tree is VariableShowStmt show)
        {
            SettingChecks.Check(context, show);
        }

        if (tree is DiscardStmt { Target: DiscardMode.All })
        {
            context.RequireNoTransaction("DISCARD ALL");
            prepared.Clear();
            context.Emit(new SetParameter("all", []) { Source = context.Statement });
        }

        if (tree is DiscardStmt { Target: DiscardMode.All or DiscardMode.Temp })
        {
            DropTemporary();
        }

        context.Other(command);
        return true;
    }

    private void DropTemporary()
    {
        foreach (var relation in context.Schema.Relations.Where(static relation => relation.Name.Schema == NameResolver.Temporary).ToList())
        {
            if (context.Schema.FindRelation(relation.Id) is { } present)
            {
                context.Emit(present is Table
                    ? new DropTable(present.Name) { Source = context.Statement, IfExists = true, Cascade = true }
                    : new DropObject(RelationKinds.ObjectKindOf(RelationKinds.Of(context.Schema, present.Name)), present.Name) { Source = context.Statement, IfExists = true, Cascade = true });
            }
        }
    }
}
