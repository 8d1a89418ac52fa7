using System.Text;
using MigrationLint.Files;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>What a run found and what it looked at to find it.</summary>
/// <param name="Findings">With the rules' own severities: the user's are applied each time, so that changing them lints nothing again.</param>
/// <param name="Coverage">How much was understood.</param>
/// <param name="Folders">The chains.</param>
/// <param name="Ignored">Files in them that no tool runs: an analyzer has to see that they are there.</param>
/// <param name="Stamps">Every question to the disk.</param>
internal sealed record CachedLint(
    IReadOnlyList<Finding> Findings,
    Coverage Coverage,
    IReadOnlyList<FolderSummary> Folders,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<PathStamp> Stamps);

/// <summary>
/// Keeps one <see cref="CachedLint"/> in a file. A file that is damaged, foreign or of another version counts as none.
/// Layout: magic, checksum of the rest, key, coverage, folders, ignored files, stamps, findings.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="key">All that decides the findings besides the disk.</param>
internal sealed class LintCache(string path, string key)
{
    private const string Magic = "migrationlint cache 1";

    /// <summary>Reads what was kept.</summary>
    /// <returns>Null where there is nothing of use.</returns>
    public CachedLint? Load()
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            using var reader = new BinaryReader(new MemoryStream(File.ReadAllBytes(path)), Encoding.UTF8);
            return reader.ReadString() == Magic && reader.ReadUInt64() == Checksum(reader.BaseStream) && reader.ReadString() == key
                ? ReadBody(reader)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps <paramref name="lint"/>, whole or not at all.</summary>
    /// <returns>Null when done, else why not.</returns>
    public string? Save(CachedLint lint)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(temporary, Serialize(lint));
            if (File.Exists(path))
            {
                File.Replace(temporary, path, null);
            }
            else
            {
                File.Move(temporary, path);
            }

            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            return exception.Message;
        }
    }

    /// <summary>Makes the file younger than its inputs: Visual Studio's up-to-date check compares their times.</summary>
    public void Touch()
    {
        try
        {
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another build replaces the file at this moment, which makes it young as well.
            return;
        }
    }

    private static CachedLint? ReadBody(BinaryReader reader)
    {
        var coverage = new Coverage(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var folders = ReadList(reader, static reader => new FolderSummary(reader.ReadString(), reader.ReadString(), reader.ReadInt32()));
        var ignored = ReadList(reader, static reader => reader.ReadString());
        var stamps = ReadList(reader, static reader => new PathStamp((FileAccessKind)reader.ReadByte(), reader.ReadString(), reader.ReadString(), reader.ReadString()));
        return FindingSerializer.Deserialize(reader.ReadString()) is { } findings ? new CachedLint(findings, coverage, folders, ignored, stamps) : null;
    }

    private static List<T> ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var result = new List<T>();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            result.Add(read(reader));
        }

        return result;
    }

    private byte[] Serialize(CachedLint lint)
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream, Encoding.UTF8);
        writer.Write(Magic);
        var checksumAt = stream.Position;
        writer.Write(0UL);
        writer.Write(key);
        writer.Write(lint.Coverage.Files);
        writer.Write(lint.Coverage.Statements);
        writer.Write(lint.Coverage.NotUnderstood);
        writer.Write(lint.Coverage.Suppressed);
        WriteList(writer, lint.Folders, static (writer, folder) =>
        {
            writer.Write(folder.Path);
            writer.Write(folder.Tool);
            writer.Write(folder.Files);
        });
        WriteList(writer, lint.Ignored, static (writer, path) => writer.Write(path));
        WriteList(writer, lint.Stamps, static (writer, stamp) =>
        {
            writer.Write((byte)stamp.Kind);
            writer.Write(stamp.Path);
            writer.Write(stamp.Stamp);
            writer.Write(stamp.Time);
        });
        writer.Write(FindingSerializer.Serialize(lint.Findings));
        stream.Position = checksumAt + sizeof(ulong);
        var checksum = Checksum(stream);
        stream.Position = checksumAt;
        writer.Write(checksum);
        return stream.ToArray();
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    /// <summary>FNV-1a of the rest of a stream, whose position stays.</summary>
    private static ulong Checksum(Stream stream)
    {
        var start = stream.Position;
        var hash = 14695981039346656037UL;
        for (var next = stream.ReadByte(); next >= 0; next = stream.ReadByte())
        {
            hash = (hash ^ (byte)next) * 1099511628211UL;
        }

        stream.Position = start;
        return hash;
    }

    private static void TryDelete(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It stays behind in obj, where nothing reads it.
            return;
        }
    }
}
