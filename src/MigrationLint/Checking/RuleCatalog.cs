using MigrationLint.Rules.Chain;
using MigrationLint.Rules.Compatibility;
using MigrationLint.Rules.Configuration;
using MigrationLint.Rules.Engine;
using MigrationLint.Rules.Indexing;
using MigrationLint.Rules.Integrity;
using MigrationLint.Rules.Locking;
using MigrationLint.Rules;

namespace MigrationLint.Checking;

/// <summary>All rules by id. They are listed, not discovered: start-up needs no reflection, and trimming removes none.</summary>
public static class RuleCatalog
{
    /// <summary>The rules in the order of their ids.</summary>
    public static IReadOnlyList<Rule> All { get; } =
    [
        new DuplicateTimestamp(), // ML001
        new DbQueryMigration(), // ML002
        new UnnumberedFile(), // ML003
        new MixedNumberingFormats(), // ML004
        new IgnoredFile(), // ML005
        new LexicalOrderTrap(), // ML006
        new ImpossibleTimestamp(), // ML007
        new NumberRegression(), // ML008
        new DeletedMigration(), // ML009
        new EditedMigration(), // ML010
        new RenamedMigration(), // ML011
        new MissingDown(), // ML012
        new EmptyDown(), // ML013
        new DownDoesNotInvert(), // ML014
        new IrreversibleUp(), // ML015
        new MissingUp(), // ML016
        new UnawaitedQuery(), // ML017
        new OuterConnection(), // ML018
        new EnvironmentDependent(), // ML019
        new ApplicationImport(), // ML020
        new GenericName(), // ML021
        new FileNameConvention(), // ML022
        new EmptyMigration(), // ML023
        new TablePatchedByManyFiles(), // ML024
        new DrizzleJournalOrder(), // ML025
        new DrizzleJournalInconsistent(), // ML026
        new SectionMarker(), // ML027
        new MissingStatementBreakpoint(), // ML028
        new TwoMigrationSystems(), // ML029
        new NumberGap(), // ML030
        new CompiledAndSource(), // ML031
        new BaseNotFound(), // ML032
        new FixOfFix(), // ML033
        new ConditionalDdl(), // ML034
        new DamagedFile(), // ML035
        new NumberAgainstDependency(), // ML036
        new UnmatchedToolSetting(), // ML038
        new ConcurrentlyInTransaction(), // ML103
        new NontransactionalInTransaction(), // ML104
        new NewEnumLabelUsed(), // ML128
        new PendingTriggerEvents(), // ML129
        new DefaultTypeMismatch(), // ML305
        new CastNeedsUsing(), // ML306
        new BlockedByDependents(), // ML307
        new IncompatibleReplace(), // ML308
        new ForeignKeyTypeMismatch(), // ML309
        new ForeignKeyTargetNotUnique(), // ML310
        new ExtensionMissing(), // ML316
        new CreatedTwice(), // ML401
        new CreatedTwiceDifferently(), // ML402
        new NeverCreated(), // ML403
        new UsedBeforeCreated(), // ML404
        new UsedAfterDropped(), // ML405
        new ForeignKeyWithoutOnDelete(), // ML406
        new IdColumnWithoutForeignKey(), // ML407
        new TableWithoutPrimaryKey(), // ML408
        new UniqueOverNullable(), // ML409
        new FunctionUsesMissingObject(), // ML410
        new FunctionOverload(), // ML411
        new SetvalOnTextId(), // ML412
        new SequenceNotSynced(), // ML413
        new PolicyWithoutRls(), // ML414
        new WrongObjectName(), // ML415
        new IdentifierTooLong(), // ML416
        new InconsistentColumnType(), // ML417
        new SetNullOnNotNull(), // ML418
        new GuardWithoutSyntax(), // ML419
        new NotRerunnable(), // ML420
        new KnexBuilderTrap(), // ML421
        new CircularForeignKeys(), // ML422
        new DuplicateColumn(), // ML423
        new ObjectNameTaken(), // ML424
        new StatementRefused(), // ML426
        new ForeignKeyWithoutIndex(), // ML501
        new CreatedAtWithoutIndex(), // ML502
        new TenantCreatedAtIndex(), // ML503
        new StatusWithoutIndex(), // ML504
        new DuplicateIndex(), // ML505
        new RedundantIndex(), // ML506
        new SmallIntegerKey(), // ML507
        new TimestampWithoutTimeZone(), // ML508
        new JsonInsteadOfJsonb(), // ML509
        new FixedLengthChar(), // ML510
        new FloatMoney(), // ML511
        new SerialInsteadOfIdentity(), // ML512
        new TimestampsWithoutDefault(), // ML513
        new WrongIndexType(), // ML514
        new NullableBoolean(), // ML515
        new VarcharLimit(), // ML516
        new PoolMismatch(), // ML701
        new PoolMinimum(), // ML702
        new PoolsExceedServer(), // ML703
        new SslInconsistent(), // ML704
        new CertificateNotVerified(), // ML705
        new EnvVariableMissing(), // ML706
        new DangerousEnvFallback(), // ML707
        new HardCodedCredentials(), // ML708
        new EnvironmentBlock(), // ML709
        new MigrationSettingsMismatch(), // ML710
        new SafetySwitchedOff(), // ML711
        new ClientMismatch(), // ML712
        new TimeoutsMissing(), // ML713
        new PoolerForMigrations(), // ML714
        new UnknownPoolOption(), // ML715
        new PoolThresholds(), // ML716
        new SyntaxError(), // ML990
        new NotAnalysable(), // ML991
        new Suppression(), // ML992
        new ConfigurationError(), // ML993
        new TargetVersionAssumed(), // ML994
    ];

    private static readonly Dictionary<string, Rule> ByName = All
        .SelectMany(rule => new[] { (Name: rule.Descriptor.Id, Rule: rule), (Name: rule.Descriptor.Slug, Rule: rule) })
        .ToDictionary(entry => entry.Name, entry => entry.Rule, StringComparer.OrdinalIgnoreCase);

    /// <summary>The rule with that id or slug, without regard to case; null for none.</summary>
    public static Rule? Find(string idOrSlug) => ByName.TryGetValue(idOrSlug, out var rule) ? rule : null;

    /// <summary>The id or slug that a misspelt name was meant to be; null where none is near.</summary>
    public static string? Nearest(string name)
    {
        // ML17 and ML0017 differ from ML017 in nothing but zeros.
        var padded = name.StartsWith("ML", StringComparison.OrdinalIgnoreCase) ? "ML" + name.Substring(2).TrimStart('0').PadLeft(3, '0') : name;
        return Find(padded)?.Descriptor.Id
            ?? Text.EditDistance.Nearest(name, All.Select(rule => rule.Descriptor.Id).Concat(All.Select(rule => rule.Descriptor.Slug)));
    }
}
