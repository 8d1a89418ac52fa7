namespace MigrationLint.Lowering.Sql.Tables;

/// <summary>The passes of ALTER TABLE, in their order (<c>AT_PASS_…</c> of <c>tablecmds.c</c>).</summary>
internal enum AlterTablePass
{
    /// <summary>DROP of anything.</summary>
    Drop,

    /// <summary>ALTER COLUMN TYPE, which also makes indexes and constraints again.</summary>
    AlterType,

    /// <summary>ADD COLUMN.</summary>
    AddColumn,

    /// <summary>SET EXPRESSION.</summary>
    SetExpression,

    /// <summary>ADD CONSTRAINT, as far as it is read.</summary>
    AddConstraint,

    /// <summary>SET NOT NULL and the like.</summary>
    ColumnAttributes,

    /// <summary>Constraints that take an index that is there.</summary>
    AddIndexConstraint,

    /// <summary>Keys with an index of their own.</summary>
    AddIndex,

    /// <summary>Checks, foreign keys, defaults, identities.</summary>
    AddOtherConstraint,

    /// <summary>Everything else.</summary>
    Misc,
}
