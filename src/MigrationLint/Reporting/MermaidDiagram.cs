using System.Text;
using MigrationLint.Schema;

namespace MigrationLint.Reporting;

/// <summary>Draws the tables of a snapshot and their foreign keys as an entity-relationship diagram of Mermaid.</summary>
public static class MermaidDiagram
{
    /// <summary>The diagram.</summary>
    public static string Write(CatalogSnapshot snapshot)
    {
        var text = new StringBuilder("erDiagram\n");
        foreach (var table in snapshot.Tables)
        {
            WriteTable(text, table);
        }

        foreach (var table in snapshot.Tables.Where(static table => table.PartitionOf is null))
        {
            foreach (var key in table.ForeignKeys)
            {
                WriteKey(text, table, key);
            }
        }

        return text.ToString();
    }

    private static void WriteTable(StringBuilder text, SnapshotTable table)
    {
        text.Append("    ").Append(Entity(table.Name)).Append(" {\n");
        foreach (var column in table.Columns)
        {
            var marks = new List<string>();
            if (table.PrimaryKey?.Columns.Contains(column.Name) == true)
            {
                marks.Add("PK");
            }

            if (table.ForeignKeys.Any(key => key.Columns.Contains(column.Name)))
            {
                marks.Add("FK");
            }

            if (table.Uniques.Any(key => key.Columns.Count == 1 && key.Columns[0] == column.Name))
            {
                marks.Add("UK");
            }

            text.Append("        ").Append(Word(column.Type ?? "unknown")).Append(' ').Append(Word(column.Name));
            text.Append(marks.Count > 0 ? " " + string.Join(", ", marks) : "").Append('\n');
        }

        text.Append("    }\n");
    }

    private static void WriteKey(StringBuilder text, SnapshotTable table, SnapshotForeignKey key)
    {
        var isOptional = key.Columns.Any(name => table.Columns.Any(column => column.Name == name && column.IsNullable));
        var isUnique = table.Uniques.Append(table.PrimaryKey).OfType<SnapshotKey>().Any(unique => unique.Columns.Count == key.Columns.Count && unique.Columns.All(key.Columns.Contains));
        text.Append("    ").Append(Entity(key.RefTable)).Append(isOptional ? " |o--" : " ||--").Append(isUnique ? "o| " : "o{ ").Append(Entity(table.Name));
        text.Append(" : \"").Append(string.Join(", ", key.Columns).Replace('"', '\'')).Append("\"\n");
    }

    private static string Entity(string name) => $"\"{name.Replace('"', '\'')}\"";

    /// <summary>A type or name of an attribute: letters, digits, brackets; nothing else is taken.</summary>
    private static string Word(string name)
    {
        var word = new StringBuilder();
        foreach (var character in name)
        {
            word.Append(char.IsLetterOrDigit(character) || character is '_' or '-' or '(' or ')' or '[' or ']' ? character : '_');
        }

        return word.Length == 0 || !(char.IsLetter(word[0]) || word[0] == '_') ? "_" + word : word.ToString();
    }
}
