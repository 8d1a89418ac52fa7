using MigrationLint.Operations;
using MigrationLint.Schema;
using MigrationLint.Sql;
using MigrationLint.Sql.Ast;
using MigrationLint.Text;

namespace MigrationLint.Lowering.Sql.Procedural;

/// <content>Names of objects as values: <c>regclass</c>, <c>regtype</c> and their kin.</content>
internal sealed partial class Evaluator
{
    private SqlValue CurrentSchema() =>
        !session.Sink.Settings.IsSearchPathKnown ? SqlValue.Unknown
        : session.Sink.Settings.SearchPath.FirstOrDefault(schema => session.Schema.FindNamespace(schema) is not null) is { } first ? SqlValue.Of(first)
        : session.Sink.IsComplete ? SqlValue.Null : SqlValue.Unknown;

    /// <summary>The oid of an object as the type that prints its name.</summary>
    private SqlValue Named(ObjectId id, ObjectAlias alias)
    {
        var catalog = session.Catalog;
        var name = id.IsNone ? alias == ObjectAlias.Oid ? null : "-" : alias switch
        {
            ObjectAlias.Relation => catalog.RelationName(id) is { } relation ? catalog.Spelling(relation) : null,
            ObjectAlias.Type => session.Schema.FindType(id) is not null ? catalog.Printer.Type(new TypeReference(id)) : null,
            ObjectAlias.Routine => session.Schema.FindRoutine(id) is { } routine ? Spelling(routine.Name) : null,
            ObjectAlias.Signature => session.Schema.FindRoutine(id) is { } routine ? $"{Spelling(routine.Name)}({string.Join(",", routine.InputTypes.Select(catalog.Printer.Type))})" : null,
            ObjectAlias.Namespace => catalog.NamespaceName(id) is { } space ? SqlIdentifiers.Quote(space) : null,
            ObjectAlias.Role => catalog.Roles.FirstOrDefault(role => role.Id == id).Name is { } role ? SqlIdentifiers.Quote(role) : null,
            _ => null,
        };
        return name is null && alias != ObjectAlias.Oid ? SqlValue.Unknown : new SqlObject(id, alias, name);
    }

    private string Spelling(QualifiedName name) =>
        session.Find(null, name.Name, candidate => session.Schema.FindRoutines(candidate).Count > 0) == name
            ? SqlIdentifiers.Quote(name.Name)
            : SqlIdentifiers.Quote(name.Schema) + "." + SqlIdentifiers.Quote(name.Name);

    /// <summary>The object that a text names.</summary>
    /// <param name="alias">What it is.</param>
    /// <param name="name">The text, as a name is written.</param>
    /// <param name="place">Where it is asked for; null where one that is not there is NULL, as <c>to_regclass</c> has it.</param>
    private SqlValue FindAlias(ObjectAlias alias, string name, Node? place)
    {
        if (alias == ObjectAlias.Oid || (name.Length > 0 && name.All(char.IsDigit)))
        {
            return SqlCasts.ReadInteger(name) is >= 0 and <= int.MaxValue and var number ? Named(new ObjectId((int)number), alias) : SqlValue.Unknown;
        }

        if (alias == ObjectAlias.Type)
        {
            return FindType(name, place);
        }

        var written = alias == ObjectAlias.Signature && name.Contains('(') ? name.Substring(0, name.IndexOf('(')) : name;
        if (ReadName(written) is not { } parts)
        {
            return SqlValue.Unknown;
        }

        var (schema, bare) = (parts.Count > 1 ? parts[parts.Count - 2] : null, parts[parts.Count - 1]);
        var id = alias switch
        {
            ObjectAlias.Relation => RelationId(schema, bare),
            ObjectAlias.Namespace => session.Catalog.NamespaceId(bare),
            ObjectAlias.Role => session.Catalog.Roles.FirstOrDefault(role => role.Name == bare).Id,
            _ => null,
        };
        return id is { IsNone: false } found ? Named(found, alias)
            : alias is ObjectAlias.Routine or ObjectAlias.Signature ? FindRoutine(alias, schema, bare, name, place)
            : Missing(alias, schema, bare, place);
    }

    private ObjectId? RelationId(string? schema, string name)
    {
        if (session.Find(schema, name, candidate => session.Schema.IsRelationNameTaken(candidate) || SystemRelation.Find(candidate) is not null) is not { } found)
        {
            return null;
        }

        return session.Schema.FindRelation(found)?.Id ?? session.Schema.FindIndex(found)?.Index.Id ?? SystemRelation.Find(found)?.Id;
    }

    private SqlValue Missing(ObjectAlias alias, string? schema, string name, Node? place)
    {
        if (!session.IsMissingCertain && alias != ObjectAlias.Namespace)
        {
            return SqlValue.Unknown;
        }

        if (place is null || !session.Sink.IsComplete)
        {
            return session.Sink.IsComplete ? SqlValue.Null : SqlValue.Unknown;
        }

        var spelling = schema is null ? name : schema + "." + name;
        return alias switch
        {
            ObjectAlias.Relation when schema is not null && session.Catalog.NamespaceId(schema).IsNone => Failure("3F000", $"schema \"{schema}\" does not exist", place),
            ObjectAlias.Relation => Failure("42P01", $"relation \"{spelling}\" does not exist", place),
            ObjectAlias.Namespace => Failure("3F000", $"schema \"{name}\" does not exist", place),
            _ => Failure("42704", $"role \"{name}\" does not exist", place),
        };
    }

    private SqlValue FindRoutine(ObjectAlias alias, string? schema, string name, string written, Node? place)
    {
        var routines = session.Find(schema, name, candidate => session.Schema.FindRoutines(candidate).Count > 0) is { } found ? session.Schema.FindRoutines(found) : [];
        if (alias == ObjectAlias.Signature)
        {
            var signature = written.Contains('(') ? written.Substring(written.IndexOf('(')).Trim('(', ')').Split([','], StringSplitOptions.RemoveEmptyEntries) : [];
            var types = signature.Select(type => FindType(type.Trim(), place: null) as SqlObject).ToList();
            if (types.Contains(null))
            {
                return SqlValue.Unknown;
            }

            routines = [.. routines.Where(routine => routine.InputTypes.Select(static type => type.Type).SequenceEqual(types.Select(static type => type!.Id)))];
        }

        return routines.Count == 1 ? Named(routines[0].Id, alias)
            : routines.Count > 1 ? place is null ? SqlValue.Null : Failure("42725", $"more than one function named \"{written}\"", place)
            : !session.IsMissingCertain || session.Schema.FindRoutines(new QualifiedName("pg_catalog", "now")).Count == 0 ? SqlValue.Unknown
            : place is null ? SqlValue.Null
            : Failure("42883", $"function \"{written}\" does not exist", place);
    }

    private SqlValue FindType(string name, Node? place)
    {
        // The grammar of types is the parser's matter.
        if (Parse("NULL::" + name) is not TypeCast { TypeName: { } type })
        {
            return SqlValue.Unknown;
        }

        var parts = Strings(type.Names);
        if (parts.Count == 0)
        {
            return SqlValue.Unknown;
        }

        var (bare, schema) = (parts[parts.Count - 1], parts.Count > 1 ? parts[parts.Count - 2] : null);
        var found = session.Find(schema, bare, candidate => session.Schema.FindType(candidate) is not null) is { } qualified ? session.Schema.FindType(qualified) : null;
        if (found is not null && type.ArrayBounds.Count > 0)
        {
            found = session.Schema.FindType(found.Array);
        }

        if (found is not null)
        {
            return Named(found.Id, ObjectAlias.Type);
        }

        return !session.IsMissingCertain || session.Catalog.IsBuiltInType(bare) ? SqlValue.Unknown
            : place is null ? SqlValue.Null
            : Failure("42704", $"type \"{name}\" does not exist", place);
    }

    /// <summary>An expression that stands alone; null where it is none.</summary>
    public static Node? Parse(string expression)
    {
        var script = SqlScriptReader.Read(new SourceText("", "SELECT " + expression), SqlPlaceholders.None);
        return script.Statements.Count == 1 && script.Statements[0].Tree is SelectStmt { TargetList.Count: 1 } query ? query.TargetList[0].Val : null;
    }

    /// <summary>The parts of a name as it is written; null where it is none.</summary>
    private static List<string>? ReadName(string text)
    {
        var parts = new List<string>();
        for (var i = 0; i < text.Length;)
        {
            string part;
            if (text[i] == '"')
            {
                var content = new System.Text.StringBuilder();
                for (i++; i < text.Length; i++)
                {
                    if (text[i] == '"' && (i + 1 >= text.Length || text[i + 1] != '"'))
                    {
                        break;
                    }

                    i += text[i] == '"' ? 1 : 0;
                    content.Append(text[i]);
                }

                i++;
                part = content.ToString();
            }
            else
            {
                var start = i;
                while (i < text.Length && text[i] != '.')
                {
                    i++;
                }

                part = text.Substring(start, i - start).Trim().ToLowerInvariant();
            }

            if (part.Length == 0 || (i < text.Length && text[i] != '.'))
            {
                return null;
            }

            parts.Add(part);
            i++;
        }

        return parts.Count == 0 ? null : parts;
    }
}
