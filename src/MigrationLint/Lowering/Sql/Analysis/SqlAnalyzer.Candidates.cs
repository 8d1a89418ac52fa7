using MigrationLint.Operations;
using MigrationLint.Schema;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Which of several functions or operators fits best (<c>namespace.c</c>, <c>parse_func.c</c>, <c>parse_oper.c</c>).</content>
internal sealed partial class SqlAnalyzer
{
    /// <summary>A function or an operator that could be meant.</summary>
    private sealed class Candidate
    {
        public Routine? Routine { get; init; }

        public Operator? Operator { get; init; }

        /// <summary>The types that its arguments must have, repeated ones of VARIADIC included.</summary>
        public required ObjectId[] Types { get; init; }

        /// <summary>How many arguments VARIADIC takes; 0 for none.</summary>
        public int VariadicCount { get; init; }

        public int DefaultCount { get; init; }

        /// <summary>Which parameter each argument is for, where names say so; null for others.</summary>
        public int[]? Positions { get; init; }

        public int PathPosition { get; init; }

        public bool IsAmbiguous { get; set; }
    }

    private List<Candidate> FunctionCandidates(List<string> names, int count, IReadOnlyList<string?> argumentNames, bool expandsVariadic)
    {
        var found = new List<Candidate>();
        var name = names[names.Count - 1];
        IReadOnlyList<string> schemas = names.Count > 1 ? [names[names.Count - 2]] : Path;
        for (var position = 0; position < schemas.Count; position++)
        {
            foreach (var routine in sink.Schema.FindRoutines(new QualifiedName(schemas[position], name)))
            {
                if (Match(routine, count, argumentNames, expandsVariadic, position) is { } candidate)
                {
                    AddUnlessHidden(found, candidate);
                }
            }
        }

        return found;
    }

    private Candidate? Match(Routine routine, int count, IReadOnlyList<string?> argumentNames, bool expandsVariadic, int position)
    {
        // A procedure is called with its OUT parameters too.
        var inputs = routine.Parameters.Where(parameter => parameter.Mode is "IN" or "INOUT" or "VARIADIC" || (routine.Kind == ObjectKind.Procedure && parameter.Mode == "OUT")).ToList();
        var defaults = inputs.Count(parameter => parameter.HasDefault);
        if (argumentNames.Any(argument => argument is not null))
        {
            return MatchNames(routine, inputs, count, argumentNames, position);
        }

        var isVariadic = inputs.Count <= count && expandsVariadic && inputs.Count > 0 && inputs[inputs.Count - 1].Mode == "VARIADIC";
        var usesDefaults = inputs.Count > count;
        if ((usesDefaults && count + defaults < inputs.Count) || (inputs.Count < count && !isVariadic))
        {
            return null;
        }

        var types = new ObjectId[Math.Max(count, inputs.Count)];
        for (var i = 0; i < inputs.Count; i++)
        {
            types[i] = inputs[i].Type.Type;
        }

        if (!isVariadic)
        {
            return new Candidate { Routine = routine, Types = types, DefaultCount = usesDefaults ? inputs.Count - count : 0, PathPosition = position };
        }

        var element = VariadicElement(types[inputs.Count - 1]);
        for (var i = inputs.Count - 1; i < types.Length; i++)
        {
            types[i] = element;
        }

        return new Candidate { Routine = routine, Types = types, VariadicCount = count - inputs.Count + 1, PathPosition = position };
    }

    /// <summary>What VARIADIC takes of an array: <c>provariadic</c>.</summary>
    private ObjectId VariadicElement(ObjectId type) => type.Value switch
    {
        2276 => type,
        2277 => TypeIds.AnyElement,
        5078 => TypeIds.AnyCompatible,
        _ => ElementType(type),
    };

    private static Candidate? MatchNames(Routine routine, List<RoutineParameter> inputs, int count, IReadOnlyList<string?> argumentNames, int position)
    {
        if (inputs.Count < count || (inputs.Count > 0 && inputs[inputs.Count - 1].Mode == "VARIADIC"))
        {
            return null;
        }

        var positions = new List<int>();
        for (var i = 0; i < count; i++)
        {
            var at = argumentNames[i] is { } wanted ? inputs.FindIndex(parameter => parameter.Name == wanted) : i;
            if (at < 0 || positions.Contains(at))
            {
                return null;
            }

            positions.Add(at);
        }

        for (var i = 0; i < inputs.Count; i++)
        {
            if (!positions.Contains(i))
            {
                if (!inputs[i].HasDefault)
                {
                    return null;
                }

                positions.Add(i);
            }
        }

        return new Candidate
        {
            Routine = routine, Types = [.. positions.Select(at => inputs[at].Type.Type)], DefaultCount = inputs.Count - count, Positions = [.. positions], PathPosition = position,
        };
    }

    private static void AddUnlessHidden(List<Candidate> found, Candidate candidate)
    {
        var counted = candidate.Types.Length - candidate.DefaultCount;
        for (var i = 0; i < found.Count; i++)
        {
            var other = found[i];
            if (counted != other.Types.Length - other.DefaultCount || !candidate.Types.Take(counted).SequenceEqual(other.Types.Take(counted)))
            {
                continue;
            }

            if (candidate.PathPosition != other.PathPosition)
            {
                if (candidate.PathPosition < other.PathPosition)
                {
                    found[i] = candidate;
                }
            }
            else if (candidate.VariadicCount > 0 && other.VariadicCount == 0)
            {
                // The one that is written out is meant.
            }
            else if (candidate.VariadicCount == 0 && other.VariadicCount > 0)
            {
                found[i] = candidate;
            }
            else
            {
                other.IsAmbiguous = true;
            }

            return;
        }

        found.Add(candidate);
    }

    /// <summary>The best of those that could take the arguments; null where none is better than the others.</summary>
    private Candidate? SelectCandidate(IReadOnlyList<ObjectId> actual, List<Candidate> candidates)
    {
        var count = actual.Count;
        var types = actual.Select(type => type == TypeIds.Unknown ? type : BaseType(type)).ToArray();
        var unknowns = types.Count(type => type == TypeIds.Unknown);
        candidates = Best(candidates, candidate => Enumerable.Range(0, count).Count(i => types[i] != TypeIds.Unknown && candidate.Types[i] == types[i]));
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        var categories = types.Select(type => type == TypeIds.Unknown ? 'X' : Category(type)).ToArray();
        candidates = Best(candidates, candidate => Enumerable.Range(0, count).Count(i => types[i] != TypeIds.Unknown
            && (candidate.Types[i] == types[i] || (Category(candidate.Types[i]) == categories[i] && IsPreferred(candidate.Types[i])))));
        if (candidates.Count == 1)
        {
            return candidates[0];
        }

        if (unknowns == 0)
        {
            return null;
        }

        if (ResolveUnknowns(types, candidates) is { } narrowed)
        {
            candidates = narrowed;
            if (candidates.Count == 1)
            {
                return candidates[0];
            }
        }

        if (unknowns < count)
        {
            var known = types.Where(type => type != TypeIds.Unknown).Distinct().ToList();
            if (known.Count == 1)
            {
                var same = Enumerable.Repeat(known[0], count).ToList();
                var fitting = candidates.Where(candidate => CanCoerceAll(same, candidate.Types, count, Context.Implicit)).Take(2).ToList();
                return fitting.Count == 1 ? fitting[0] : null;
            }
        }

        return null;
    }

    private static List<Candidate> Best(List<Candidate> candidates, Func<Candidate, int> matches)
    {
        var best = -1;
        var found = new List<Candidate>();
        foreach (var candidate in candidates)
        {
            var count = matches(candidate);
            if (count > best)
            {
                best = count;
                found.Clear();
            }

            if (count == best)
            {
                found.Add(candidate);
            }
        }

        return found;
    }

    /// <summary>Keeps the candidates that take arguments of unknown type in the category that the candidates agree on, strings before all others.</summary>
    private List<Candidate>? ResolveUnknowns(ObjectId[] types, List<Candidate> candidates)
    {
        var categories = new char[types.Length];
        var hasPreferred = new bool[types.Length];
        for (var i = 0; i < types.Length; i++)
        {
            if (types[i] != TypeIds.Unknown)
            {
                continue;
            }

            var hasConflict = false;
            foreach (var candidate in candidates)
            {
                var category = Category(candidate.Types[i]);
                var isPreferred = IsPreferred(candidate.Types[i]);
                if (categories[i] == default)
                {
                    categories[i] = category;
                    hasPreferred[i] = isPreferred;
                }
                else if (category == categories[i])
                {
                    hasPreferred[i] |= isPreferred;
                }
                else if (category == 'S')
                {
                    categories[i] = category;
                    hasPreferred[i] = isPreferred;
                }
                else
                {
                    hasConflict = true;
                }
            }

            if (hasConflict && categories[i] != 'S')
            {
                return null;
            }
        }

        var kept = candidates.Where(candidate => Enumerable.Range(0, types.Length).All(i => types[i] != TypeIds.Unknown
            || (Category(candidate.Types[i]) == categories[i] && (!hasPreferred[i] || IsPreferred(candidate.Types[i]))))).ToList();
        return kept.Count > 0 ? kept : candidates;
    }
}
