namespace MigrationLint.Sql;

/// <summary>What beside PostgreSQL's own tokens may stand in a text.</summary>
[Flags]
internal enum SqlPlaceholders
{
    /// <summary>Only what no SQL could mean otherwise, which is always read: <c>${name}</c>, <c>{{ name }}</c>, <c>&lt;%= name %></c>, psql's <c>:'name'</c> and <c>:"name"</c>.</summary>
    None = 0,

    /// <summary><c>?</c> and <c>??</c> are Knex's positional bindings, <c>\?</c> is a question mark.</summary>
    KnexPositional = 1,

    /// <summary><c>:name</c> and <c>:name:</c> are Knex's named bindings, <c>\:</c> is a colon.</summary>
    KnexNamed = 2,

    /// <summary><c>%s</c> and <c>%(name)s</c> are a Python driver's.</summary>
    Python = 4,

    /// <summary>Lines and ends of lines that start with a backslash are psql's commands, <c>COPY … FROM STDIN</c> is followed by its data, <c>:name</c> is a variable.</summary>
    Psql = 8,

    /// <summary><c>:name</c> is put in by the program that sends the text, also where psql leaves quoted text alone.</summary>
    Variables = 16,
}
