using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql.Analysis;

/// <content>Keys of indexes (<c>indexcmds.c</c>), and routines by their signature.</content>
internal sealed partial class SqlAnalyzer
{
    private IndexKey AnalyseKey(IndexElem key, IndexKey written, ExpressionScope scope, string method, bool isPretty)
    {
        var kind = isPretty || method.Length > 0 ? ExpressionKind.IndexExpression : ExpressionKind.PartitionExpression;
        var keyScope = ToScope(scope, kind);
        ObjectId type;
        IndexKey result;
        if (key.Name is { } name)
        {
            var relation = keyScope.Items.FirstOrDefault();
            if (relation?.Find(name) is not { } column)
            {
                throw relation is null or { IsIncomplete: true } || IsSystemColumn(name) ? new NotKnownException()
                    : Refuse("42703", $"column \"{name}\" {(kind == ExpressionKind.PartitionExpression ? "named in partition key " : "")}does not exist", key, detail: RefusalDetail.MissingColumn(RelationOf(keyScope), name));
            }

            type = column.Type.Type;
            result = written with { AutomaticName = name };
        }
        else
        {
            var value = Transform(key.Expr!, keyScope);
            if (kind == ExpressionKind.IndexExpression)
            {
                value = LiteralsAsText(value);
            }

            type = value.Type;
            while (value is CollateExpr collate)
            {
                // COLLATE on top is the key's.
                written = written with { Collation = written.Collation ?? collate.Collation };
                value = collate.Argument;
            }

            if (value is ColumnExpr { Column: { } plain, Item.IsQualified: false })
            {
                // A column in parentheses is a column.
                result = written with { Column = plain, AutomaticName = KeyName(key.Expr) };
            }
            else
            {
                var expression = Print(value, isPretty, RequireImmutable(value, kind, key));
                result = written with
                {
                    Expression = Deparser.LooksLikeFunction(value) ? expression : expression.With([new TextPart("("), .. expression.Parts, new TextPart(")")]),
                    AutomaticName = KeyName(key.Expr),
                };
            }
        }

        if (type.IsNone)
        {
            return result;
        }

        if (key.Collation.Count > 0)
        {
            result = result with { Collation = sink.Schema.IsCollatable(type) ? Collation(key.Collation, key) : throw Refuse("42804", $"collations are not supported by type {TypeText(type)}", key) };
        }

        return method.Length > 0 ? result with { OperatorClass = ChooseOperatorClass(key, type, method) } : result;
    }

    /// <summary>The name that an expression gives to an index: <c>ChooseIndexColumnNames</c> takes <c>FigureIndexColname</c>, else <c>expr</c>.</summary>
    private static string KeyName(Node? expression) => expression is null || FigureName(expression, out var name) == 0 ? "expr" : name;

    private string? ChooseOperatorClass(IndexElem key, ObjectId type, string method)
    {
        if (!sink.Schema.HasAccessMethod(method))
        {
            return null;
        }

        var all = sink.Schema.FindOperatorClasses(method).ToList();
        var options = key.Opclassopts.Count == 0 ? "" : " (" + string.Join(", ", key.Opclassopts.Select(option => $"{SqlIdentifiers.Quote(option.Defname ?? "")}={OptionText(option.Arg)}")) + ")";
        if (key.Opclass.Count == 0)
        {
            return DefaultOperatorClass(all, type) is null && !MayHaveOperatorClass(type)
                ? throw Refuse("42704", $"data type {TypeText(type)} has no default operator class for access method \"{method}\"", key)
                : null;
        }

        if (key.Opclass.Any(IsHole))
        {
            throw new NotKnownException();
        }

        var names = key.Opclass.Select(node => ((StringValue)node).Sval).ToList();
        var name = names[names.Count - 1];
        var found = all.Find(candidate => candidate.Name == name);
        if (found is null)
        {
            throw MayHaveOperatorClass(type) || sink.Schema.Others.Any(other => other.Kind == ObjectKind.OperatorClass) || !IsMissing(names.Count > 1 ? names[0] : null) ? new NotKnownException()
                : Refuse("42704", $"operator class \"{string.Join(".", names)}\" does not exist for access method \"{method}\"", key, detail: RefusalDetail.Missing(ObjectKind.OperatorClass, NameIn(names)));
        }

        if (!IsBinaryCoercible(type, found.Input))
        {
            throw Refuse("42804", $"operator class \"{string.Join(".", names)}\" does not accept data type {TypeText(type)}", key);
        }

        var home = found.Extension is { } extension ? sink.Schema.FindExtension(extension)?.Schema : null;
        var shown = home is null or "public" ? SqlIdentifiers.Quote(name) : SqlIdentifiers.Quote(home) + "." + SqlIdentifiers.Quote(name);
        return options.Length > 0 || !ReferenceEquals(DefaultOperatorClass(all, type), found) ? shown + options : null;
    }

    private static string OptionText(Node? value) => value switch
    {
        IntegerValue number => "'" + Number(number.Ival) + "'",
        FloatValue number => "'" + number.Fval + "'",
        StringValue word => SqlIdentifiers.QuoteLiteral(word.Sval),
        _ => throw new NotKnownException(),
    };

    private bool MayHaveOperatorClass(ObjectId type) =>
        sink.Schema.HasUnknownExtension || sink.Schema.Others.Any(other => other.Kind == ObjectKind.OperatorClass) || (!type.IsBuiltIn && Find(type) is { Kind: TypeKind.Base, IsArray: false } && BuiltInCatalog.ExtensionOf(type) is null);

    /// <summary>The default operator class of a type: its own, else that of a type that it is the same as, a preferred one first (<c>GetDefaultOpClass</c>).</summary>
    private OperatorClass? DefaultOperatorClass(List<OperatorClass> all, ObjectId type)
    {
        type = BaseType(type);
        var fitting = all.FindAll(candidate => candidate.IsDefault && (candidate.Input == type || IsBinaryCoercible(type, candidate.Input)));
        return fitting.Find(candidate => candidate.Input == type) ?? fitting.Find(candidate => Find(candidate.Input).IsPreferred) ?? fitting.FirstOrDefault();
    }

    private bool IsBinaryCoercible(ObjectId source, ObjectId target)
    {
        source = BaseType(source);
        return source == target || target == TypeIds.Any || target == TypeIds.AnyElement
            || ((target == TypeIds.AnyArray || target == TypeIds.AnyCompatibleArray) && !ElementType(source).IsNone)
            || (target == TypeIds.AnyEnum && Find(source).Kind == TypeKind.Enum)
            || (target == TypeIds.AnyRange && Find(source).Kind == TypeKind.Range)
            || (target == TypeIds.AnyMultirange && Find(source).Kind == TypeKind.Multirange)
            || (target == TypeIds.Record && IsComposite(source))
            || sink.Schema.FindCast(source, target) is { Method: 'b', Context: 'i' };
    }

    private Routine? LookUp(ObjectWithArgs written, ObjectKind kind, bool missingOk)
    {
        if (written.Objname.Any(IsHole))
        {
            throw new NotKnownException();
        }

        var names = written.Objname.Select(node => ((StringValue)node).Sval).ToList();
        var word = kind switch { ObjectKind.Procedure => "procedure", ObjectKind.Aggregate => "aggregate", _ => "function" };
        if (names.Count > 1 && !missingOk)
        {
            RequireSchema(names[names.Count - 2], written);
        }

        IReadOnlyList<string> schemas = names.Count > 1 ? [names[names.Count - 2]] : Path;
        var all = schemas.SelectMany(schema => sink.Schema.FindRoutines(new QualifiedName(schema, names[names.Count - 1]))).ToList();
        if (written.ArgsUnspecified)
        {
            var ofKind = all.Where(routine => kind == ObjectKind.Routine || routine.Kind == kind).ToList();
            return ofKind.Count == 1 ? ofKind[0]
                : ofKind.Count > 1 ? throw Refuse("42725", $"{word} name \"{string.Join(".", names)}\" is not unique", written)
                : missingOk ? null
                : throw (IsMissing(null) ? Refuse("42883", $"could not find a {word} named \"{string.Join(".", names)}\"", written, detail: RefusalDetail.Missing(ObjectKind.Function, NameIn(names))) : new NotKnownException());
        }

        var types = written.Objargs.Select(type => type is null ? throw new NotKnownException() : Resolve(type).Type).ToList();
        var found = all.Find(routine => routine.InputTypes.Select(type => type.Type).SequenceEqual(types))
            ?? all.Find(routine => routine.Kind == ObjectKind.Procedure && routine.Parameters.Select(parameter => parameter.Type.Type).SequenceEqual(types));
        var signature = $"{string.Join(".", names)}({string.Join(", ", types.Select(TypeText))})";
        if (found is null)
        {
            return missingOk ? null : throw (IsMissing(null) ? Refuse("42883", $"{word} {signature} does not exist", written, detail: RefusalDetail.Missing(ObjectKind.Function, NameIn(names))) : new NotKnownException());
        }

        // Aggregates are functions too (LookupFuncWithArgs).
        return kind == ObjectKind.Routine || found.Kind == kind || (kind == ObjectKind.Function && found.Kind == ObjectKind.Aggregate) ? found
            : throw Refuse("42809", kind switch
            {
                ObjectKind.Procedure => $"{signature} is not a procedure",
                ObjectKind.Aggregate => $"function {signature} is not an aggregate",
                _ => $"{signature} is not a function",
            }, written);
    }
}
