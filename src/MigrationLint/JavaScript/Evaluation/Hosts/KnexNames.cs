namespace MigrationLint.JavaScript.Evaluation.Hosts;

/// <summary>
/// What a Knex instance has (knex 3.1: <c>lib/query/method-constants.js</c>, <c>lib/knex-builder/make-knex.js</c>,
/// <c>lib/execution/transaction.js</c>, and Node's EventEmitter).
/// </summary>
internal static class KnexNames
{
    private static readonly HashSet<string> QueryStarts = Split(
        """
        with withRecursive withMaterialized withNotMaterialized select as columns column from fromJS fromRaw into withSchema table distinct join joinRaw
        innerJoin leftJoin leftOuterJoin rightJoin rightOuterJoin outerJoin fullOuterJoin crossJoin where andWhere orWhere whereNot orWhereNot whereLike
        andWhereLike orWhereLike whereILike andWhereILike orWhereILike whereRaw whereWrapped havingWrapped orWhereRaw whereExists orWhereExists
        whereNotExists orWhereNotExists whereIn orWhereIn whereNotIn orWhereNotIn whereNull orWhereNull whereNotNull orWhereNotNull whereBetween
        whereNotBetween andWhereBetween andWhereNotBetween orWhereBetween orWhereNotBetween groupBy groupByRaw orderBy orderByRaw union unionAll intersect
        except having havingRaw orHaving orHavingRaw offset limit count countDistinct min max sum sumDistinct avg avgDistinct increment decrement first
        debug pluck clearSelect clearWhere clearGroup clearOrder clearHaving insert update returning del delete truncate transacting connection
        jsonExtract jsonSet jsonInsert jsonRemove whereJsonObject orWhereJsonObject andWhereJsonObject whereNotJsonObject orWhereNotJsonObject
        andWhereNotJsonObject whereJsonPath orWhereJsonPath andWhereJsonPath whereJsonSupersetOf orWhereJsonSupersetOf andWhereJsonSupersetOf
        whereJsonNotSupersetOf orWhereJsonNotSupersetOf andWhereJsonNotSupersetOf whereJsonSubsetOf orWhereJsonSubsetOf andWhereJsonSubsetOf
        whereJsonNotSubsetOf orWhereJsonNotSubsetOf andWhereJsonNotSubsetOf upsert
        """);

    private static readonly HashSet<string> Context = Split(
        "raw batchInsert transaction transactionProvider initialize destroy ref withUserParams queryBuilder disableProcessing enableProcessing toString");

    private static readonly HashSet<string> Others = Split(
        """
        commit rollback savepoint isCompleted acquireConnection on once off emit addListener removeListener removeAllListeners prependListener
        prependOnceListener listeners rawListeners listenerCount eventNames setMaxListeners getMaxListeners constructor hasOwnProperty valueOf
        """);

    /// <summary>True where an instance, or a transaction of it, has the method.</summary>
    /// <param name="name">The method.</param>
    /// <param name="isContext">True for <c>knex.context</c>, which has few of them.</param>
    public static bool IsMember(string name, bool isContext) =>
        Context.Contains(name) || (!isContext && (QueryStarts.Contains(name) || Others.Contains(name))) || name.StartsWith("_", StringComparison.Ordinal);

    private static HashSet<string> Split(string names) => new(names.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
}
