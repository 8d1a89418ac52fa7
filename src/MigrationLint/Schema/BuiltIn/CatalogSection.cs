using System.Globalization;
using MigrationLint.Operations;

namespace MigrationLint.Schema;

/// <summary>
/// What PostgreSQL itself, or one extension, has: decoded from the generated lines when it is first asked for. The first word of a line says what it is
/// about; that of routines and operators lists all of a name, and is decoded name by name.
/// </summary>
internal sealed class CatalogSection
{
    private readonly Dictionary<string, string> routineLines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> operatorLines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Routine>> routines = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Operator>> operators = new(StringComparer.Ordinal);
    private readonly Dictionary<int, CatalogType> types = [];
    private readonly Dictionary<string, CatalogType> typeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Source, int Target), Cast> casts = [];
    private readonly Dictionary<(string Schema, string Name), Relation> relations = [];
    private readonly List<OperatorClass> operatorClasses = [];
    private readonly List<string> accessMethods = [];
    private readonly Lazy<Dictionary<ObjectId, Routine>> routineIds;
    private readonly string? extension;

    /// <summary>Reads generated lines.</summary>
    /// <param name="extension">The extension that they are about; null for PostgreSQL itself.</param>
    /// <param name="texts">The lines.</param>
    public CatalogSection(string? extension, params string[] texts)
    {
        this.extension = extension;
        routineIds = new Lazy<Dictionary<ObjectId, Routine>>(() => routineLines.Keys.SelectMany(FindRoutines).ToDictionary(routine => routine.Id));
        foreach (var text in texts)
        {
            for (var start = 0; start < text.Length;)
            {
                var end = text.IndexOf('\n', start) is var found and >= 0 ? found : text.Length;
                Read(text.Substring(start, end - start).TrimEnd('\r'));
                start = end + 1;
            }
        }
    }

    /// <summary>The access methods for indexes.</summary>
    public IReadOnlyList<string> AccessMethods => accessMethods;

    /// <summary>The operator classes.</summary>
    public IReadOnlyList<OperatorClass> OperatorClasses => operatorClasses;

    /// <summary>The relations, by schema and name; an extension's have an empty schema.</summary>
    public IReadOnlyDictionary<(string Schema, string Name), Relation> Relations => relations;

    /// <summary>The type of that id; null where there is none.</summary>
    public CatalogType? FindType(int id) => types.TryGetValue(id, out var found) ? found : null;

    /// <summary>The type of that name; null where there is none.</summary>
    public CatalogType? FindType(string name) => typeNames.TryGetValue(name, out var found) ? found : null;

    /// <summary>The cast; null where there is none.</summary>
    public Cast? FindCast(ObjectId source, ObjectId target) => casts.TryGetValue((source.Value, target.Value), out var found) ? found : null;

    /// <summary>The routines of that name.</summary>
    public IReadOnlyList<Routine> FindRoutines(string name) => Decoded(routines, routineLines, name, ReadRoutine);

    /// <summary>The operators of that name.</summary>
    public IReadOnlyList<Operator> FindOperators(string name) => Decoded(operators, operatorLines, name, ReadOperator);

    /// <summary>The routine of that id; null where there is none. The first call decodes all of them.</summary>
    public Routine? FindRoutine(ObjectId id) => routineIds.Value.TryGetValue(id, out var found) ? found : null;

    private static IReadOnlyList<T> Decoded<T>(Dictionary<string, IReadOnlyList<T>> decoded, Dictionary<string, string> lines, string name, Func<string, string, T> read)
    {
        lock (decoded)
        {
            if (!decoded.TryGetValue(name, out var found))
            {
                if (!lines.TryGetValue(name, out var line))
                {
                    return [];
                }

                found = [.. line.Split('\t').Skip(1).Select(entry => read(name, entry))];
                decoded.Add(name, found);
            }

            return found;
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static Volatility ReadVolatility(char letter) => letter switch { 'i' => Volatility.Immutable, 's' => Volatility.Stable, _ => Volatility.Volatile };

    private static TypeReference Type(string id) => new(new ObjectId(Number(id)));

    private void Read(string line)
    {
        switch (line[0])
        {
            case 'P':
                routineLines.Add(line.Substring(2, line.IndexOf('\t') - 2), line);
                break;
            case 'O':
                operatorLines.Add(line.Substring(2, line.IndexOf('\t') - 2), line);
                break;
            case 'T':
                ReadType(line.Split(' '));
                break;
            case 'C':
                ReadCast(line.Split(' '));
                break;
            case 'K':
                var words = line.Split(' ');
                operatorClasses.Add(new OperatorClass(words[1], words[2], new ObjectId(Number(words[3])), words[4] == "d", extension));
                break;
            case 'R':
                ReadRelation(line.Split(' '), line);
                break;
            case 'A':
                accessMethods.Add(line.Substring(2));
                break;
        }
    }

    private void ReadType(string[] words)
    {
        var flags = words[3];
        var kind = flags[0] switch
        {
            'c' => TypeKind.Composite, 'd' => TypeKind.Domain, 'e' => TypeKind.Enum, 'p' => TypeKind.Pseudo, 'r' => TypeKind.Range, 'm' => TypeKind.Multirange, _ => TypeKind.Base,
        };
        var schema = extension is not null ? "" : flags.IndexOf('i', 4) >= 0 ? "information_schema" : "pg_catalog";
        var type = new SchemaType(new ObjectId(Number(words[1])), new QualifiedName(schema, words[2]), kind)
        {
            Category = flags[1],
            IsPreferred = flags.IndexOf('p', 4) >= 0,
            IsArray = flags.IndexOf('a', 4) >= 0,
            Element = new ObjectId(Number(words[4])),
            Array = new ObjectId(Number(words[5])),
            BaseType = new TypeReference(new ObjectId(Number(words[6])), Number(words[7])),
            Subtype = new ObjectId(Number(words[8])),
            Multirange = new ObjectId(Number(words[9])),
        };
        var entry = new CatalogType(type, flags.IndexOf('c', 4) >= 0, ReadVolatility(flags[2]), ReadVolatility(flags[3]));
        types.Add(type.Id.Value, entry);
        typeNames[words[2]] = entry;
    }

    private void ReadCast(string[] words) =>
        casts[(Number(words[1]), Number(words[2]))] = new Cast(words[3][0], words[3][1], ReadVolatility(words[3][2]), words[3][3] - '0');

    private void ReadRelation(string[] words, string line)
    {
        var id = new ObjectId(Number(words[1]));
        var name = new QualifiedName(extension is not null ? "" : words[2], words[3]);
        var start = words.Take(5).Sum(word => word.Length + 1);
        var columns = line.Substring(start).Split(',').Select(ReadColumn).ToList();
        relations[(name.Schema, name.Name)] = words[4] == "v"
            ? new View(id, name, new QueryDefinition(null, SchemaExpression.Unknown)) { Columns = columns }
            : new Table(id, name) { Columns = columns };
    }

    private static Column ReadColumn(string text)
    {
        var space = text.IndexOf(' ');
        var colon = text.IndexOf(':', space);
        var type = colon < 0 ? Type(text.Substring(space + 1)) : new TypeReference(new ObjectId(Number(text.Substring(space + 1, colon - space - 1))), Number(text.Substring(colon + 1)));
        return new Column(text.Substring(0, space), type);
    }

    private Routine ReadRoutine(string name, string entry)
    {
        var words = entry.Split(' ');
        string Word(int index) => index < words.Length ? words[index] : "";
        var flags = words[1];
        var inputs = Word(5).Split([','], StringSplitOptions.RemoveEmptyEntries);
        var all = Word(6).Split([','], StringSplitOptions.RemoveEmptyEntries);
        var names = Word(8).Split(',');
        var defaults = Number(words[3]);
        var isVariadic = words[4] != "0";
        var parameters = new List<RoutineParameter>();
        var input = 0;
        for (var i = 0; i < (all.Length > 0 ? all.Length : inputs.Length); i++)
        {
            var letter = all.Length > 0 ? Word(7)[i] : isVariadic && i == inputs.Length - 1 ? 'v' : 'i';
            var mode = letter switch { 'o' => "OUT", 'b' => "INOUT", 'v' => "VARIADIC", 't' => "TABLE", _ => "IN" };
            var isInput = letter is 'i' or 'b' or 'v';
            parameters.Add(new RoutineParameter(i < names.Length && names[i].Length > 0 ? names[i] : null, Type(all.Length > 0 ? all[i] : inputs[i]), mode)
            {
                HasDefault = isInput && input >= inputs.Length - defaults,
            });
            input += isInput ? 1 : 0;
        }

        var schema = extension is not null ? "" : flags.IndexOf('j', 2) >= 0 ? "information_schema" : "pg_catalog";
        return new Routine(new ObjectId(Number(words[0])), new QualifiedName(schema, name), flags[0] switch { 'a' => ObjectKind.Aggregate, 'p' => ObjectKind.Procedure, _ => ObjectKind.Function })
        {
            Parameters = parameters,
            Returns = Type(words[2]),
            ReturnsSet = flags.IndexOf('r', 2) >= 0,
            IsStrict = flags.IndexOf('s', 2) >= 0,
            IsWindow = flags[0] == 'w',
            Volatility = ReadVolatility(flags[1]),
            DirectArguments = flags.IndexOf('o', 2) >= 0 || flags.IndexOf('h', 2) >= 0 ? Number(Word(9)) : -1,
        };
    }

    private Operator ReadOperator(string name, string entry)
    {
        var words = entry.Split(' ');
        return new Operator(name, new ObjectId(Number(words[0])), new ObjectId(Number(words[1])), new ObjectId(Number(words[2])), ReadVolatility(words[3][0]), extension);
    }
}
