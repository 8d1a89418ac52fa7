using MigrationLint.Lowering.Sql.Analysis;
using MigrationLint.Lowering.Sql.Programs;
using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;

namespace MigrationLint.Lowering.Sql;

/// <summary>CREATE and ALTER of functions, procedures and aggregates (<c>functioncmds.c</c>, <c>aggregatecmds.c</c>).</summary>
internal sealed class RoutineLowering(LoweringContext context)
{
    // The languages that every server has.
    private static readonly HashSet<string> Languages = new(StringComparer.Ordinal) { "internal", "c", "sql", "plpgsql" };

    /// <summary>CREATE FUNCTION and CREATE PROCEDURE.</summary>
    public void Create(CreateFunctionStmt statement)
    {
        var name = context.Names.ForCreation(statement.Funcname);
        var options = new RoutineOptions(context, statement.Options);
        if (statement.IsProcedure && (options.IsStrict is not null || options.Volatility is not null || options.IsWindow))
        {
            throw context.Refuse("42P13", "invalid attribute in procedure definition");
        }

        var language = options.Language ?? (statement.SqlBody is not null ? "sql" : throw context.Refuse("42P13", "no language specified"));
        RequireLanguage(language);
        var signature = new RoutineParameters(context, statement.IsProcedure, language);
        var parameters = signature.Read(statement.Parameters);
        var (returns, returnsSet) = signature.Returns(statement.ReturnType);
        var body = new RoutineBodyReader(context, statement, language, parameters);
        if (language is not ("c" or "internal") && context.Sink.Settings.ChecksFunctionBodies)
        {
            body.Check(returns, returnsSet);
        }

        context.Emit(new CreateRoutine(name, parameters)
        {
            Source = context.Statement,
            IsProcedure = statement.IsProcedure,
            OrReplace = statement.Replace,
            Returns = returns,
            ReturnsSet = returnsSet,
            Language = language,
            Body = body.Text?.Content,
            BodySource = body.Source,
            StandardDefinition = statement.SqlBody is null ? null : SqlPrinter.Print(statement),
            Volatility = options.Volatility ?? Volatility.Volatile,
            IsSecurityDefiner = options.IsSecurityDefiner ?? false,
            IsStrict = options.IsStrict ?? false,
            IsWindow = options.IsWindow,
            Settings = [.. options.Settings.Where(static setting => setting.Value is not null).Select(static setting => (setting.Name, setting.Value!))],
            DependsOn = body.DependsOn,
            Uses = body.Uses(options.Settings.Where(static setting => setting.Name == "search_path").Select(static setting => setting.Value).LastOrDefault()),
        });
    }

    private void RequireLanguage(string language)
    {
        if (!Languages.Contains(language) && !context.Schema.Extensions.Any()
            && !context.Schema.Others.Any(other => other.Kind == ObjectKind.Other && other.Name.Name == language + " (language)"))
        {
            context.Missing("42704", $"language \"{language}\" does not exist");
        }
    }

    /// <summary>ALTER FUNCTION with options.</summary>
    public void Alter(AlterFunctionStmt statement)
    {
        var options = new RoutineOptions(context, statement.Actions);
        context.Emit(new AlterRoutine(new RoutineNames(context).Find(statement.Func!, statement.Objtype, missingOk: false), RoutineNames.KindOf(statement.Objtype))
        {
            Source = context.Statement,
            Volatility = options.Volatility,
            IsSecurityDefiner = options.IsSecurityDefiner,
            Settings = options.Settings,
        });
    }

    /// <summary>CREATE AGGREGATE.</summary>
    public void CreateAggregate(DefineStmt statement)
    {
        var name = context.Names.ForCreation(statement.Defnames);
        var parameters = Arguments(statement);
        var state = Option(statement, "stype", "stype1") is { } stateNode
            ? stateNode is TypeName type ? context.Analyzer.ResolveType(type) : TypeReference.Unknown
            : throw context.Refuse("42P13", "aggregate stype must be specified");
        var transition = Option(statement, "sfunc", "sfunc1") ?? throw context.Refuse("42P13", "aggregate sfunc must be specified");
        var routines = new RoutineNames(context);
        var isPolymorphic = IsPolymorphic(state) || parameters.Any(parameter => IsPolymorphic(parameter.Type));
        var functions = new List<ObjectId>();
        var inputs = parameters.Where(static parameter => parameter.Mode is "IN" or "VARIADIC").Select(static parameter => parameter.Type).ToList();
        if (!isPolymorphic && routines.Require(NamesOf(transition), [state, .. inputs], isExact: false) is { } found)
        {
            functions.Add(found.Id);
        }

        var returns = state;
        if (Option(statement, "finalfunc") is { } final)
        {
            var function = isPolymorphic || statement.Definition.Any(static option => option.Defname == "finalfunc_extra") ? null : routines.Require(NamesOf(final), [state], isExact: false);
            returns = function?.Returns ?? TypeReference.Unknown;
            if (function is not null)
            {
                functions.Add(function.Id);
            }
        }

        context.Emit(new CreateAggregate(name, parameters, returns)
        {
            Source = context.Statement,
            OrReplace = statement.Replace,
            Definition = SqlPrinter.Print(statement),
            DependsOn = [.. functions.Where(static id => !id.IsBuiltIn)],
        });
    }

    private bool IsPolymorphic(TypeReference type) => !type.IsKnown || context.Schema.FindType(type.Type) is { Kind: TypeKind.Pseudo };

    private static Node? Option(DefineStmt statement, params string[] names) => statement.Definition.FirstOrDefault(option => names.Contains(option.Defname))?.Arg;

    private static IReadOnlyList<Node> NamesOf(Node node) => node switch
    {
        TypeName type => type.Names,
        ListValue list => list.Items,
        _ => [node],
    };

    private IReadOnlyList<RoutineParameter> Arguments(DefineStmt statement)
    {
        if (statement.Args.Count > 0 && statement.Args[0] is ListValue list)
        {
            return new RoutineParameters(context, isProcedure: false, language: "internal").Read([.. list.Items.OfType<FunctionParameter>()]);
        }

        return Option(statement, "basetype") is TypeName type && NameParts.NameOf(NameParts.Of(type)) is not ("any" or "ANY")
            ? [new RoutineParameter(Name: null, context.Analyzer.ResolveType(type))]
            : [];
    }
}
