using System.Text;
using MigrationLint.Hosts;

namespace MigrationLint.Tasks;

/// <summary>
/// What git said about commits and blobs, kept between builds: an id never means another thing, so that a build after an edited migration starts git for
/// nothing that it has told before. Keeps what the last run asked. A file that is damaged, foreign or of another version counts as none.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class GitMemory(string path) : IGitMemory
{
    private const string Magic = "migrationlint git 1";

    /// <summary>More than this is faster asked than read.</summary>
    private const int MaximumBytes = 16 * 1024 * 1024;

    private readonly Dictionary<string, byte[]> asked = new(StringComparer.Ordinal);
    private Dictionary<string, byte[]>? kept;

    private Dictionary<string, byte[]> KeptAnswers => kept ??= Load();

    /// <inheritdoc/>
    public byte[]? Recall(string question)
    {
        if (!KeptAnswers.TryGetValue(question, out var answer))
        {
            return null;
        }

        asked[question] = answer;
        return answer;
    }

    /// <inheritdoc/>
    public void Keep(string question, byte[] answer) => asked[question] = answer;

    /// <summary>Writes what was asked since the object was made, where that differs from what the file has.</summary>
    /// <returns>Null when done, else why not.</returns>
    public string? Save()
    {
        if (asked.Count == 0 || (asked.Count == KeptAnswers.Count && asked.Keys.All(KeptAnswers.ContainsKey)) || asked.Sum(answer => (long)answer.Value.Length) > MaximumBytes)
        {
            return null;
        }

        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(asked.Count);
        foreach (var answer in asked.OrderBy(answer => answer.Key, StringComparer.Ordinal))
        {
            writer.Write(answer.Key);
            writer.Write(answer.Value.Length);
            writer.Write(answer.Value);
        }

        return WholeFile.Write(path, stream.ToArray());
    }

    private Dictionary<string, byte[]> Load()
    {
        var answers = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        try
        {
            if (!File.Exists(path))
            {
                return answers;
            }

            using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path)), Encoding.UTF8);
            for (var left = reader.ReadString() == Magic ? reader.ReadInt32() : 0; left > 0; left--)
            {
                var question = reader.ReadString();
                var length = reader.ReadInt32();
                var answer = reader.ReadBytes(length);
                if (answer.Length != length)
                {
                    throw new EndOfStreamException();
                }

                answers[question] = answer;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            answers.Clear();
        }

        return answers;
    }
}
