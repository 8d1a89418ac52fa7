using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;
using MigrationLint.Reporting;

namespace MigrationLint.Tasks;

/// <summary>What a run found and what it looked at to find it.</summary>
/// <param name="SerializedFindings">See <see cref="Findings"/>; read only when they are asked for.</param>
/// <param name="Coverage">How much was understood.</param>
/// <param name="Folders">The chains.</param>
/// <param name="Ignored">Files in them that no tool runs: an analyzer has to see that they are there.</param>
/// <param name="Stamps">Every question to the disk.</param>
internal sealed record CachedLint(
    string SerializedFindings,
    Coverage Coverage,
    IReadOnlyList<FolderSummary> Folders,
    IReadOnlyList<string> Ignored,
    IReadOnlyList<PathStamp> Stamps)
{
    /// <summary>With the rules' own severities, so that changing the user's lints nothing again.</summary>
    public IReadOnlyList<Finding> Findings => FindingSerializer.Deserialize(SerializedFindings) ?? [];

    /// <summary>What the build made of the findings; null where it has not done so yet.</summary>
    public Judgement? Judgement { get; init; }
}

/// <summary>Findings as a project's settings have them. Good for the same settings while no configuration file that was asked for has changed.</summary>
/// <param name="Settings">All that decides it besides the disk.</param>
/// <param name="Stamps">Questions to the disk that linting did not ask.</param>
/// <param name="Printout">What comes of it.</param>
internal sealed record Judgement(string Settings, IReadOnlyList<PathStamp> Stamps, Printout Printout);

/// <summary>What a project says in a build. Needs nothing of the engine.</summary>
/// <param name="Summary">How much was understood, in words.</param>
/// <param name="Own">What the project prints itself, with the user's severities.</param>
/// <param name="Shared">What may be another project's, as <see cref="SharedFindings"/> writes it.</param>
/// <param name="Owners">The projects that <paramref name="Shared"/> may belong to.</param>
/// <param name="Covered">The places that the project reports on.</param>
internal sealed record Printout(string Summary, LogLine[] Own, string Shared, string[] Owners, string[] Covered);

/// <summary>
/// Keeps one <see cref="CachedLint"/> in a file. A file that is damaged, foreign or of another version counts as none.
/// Layout: magic, checksum of the rest, key, stamps, whether a judgement follows, the judgement, findings, coverage, folders, ignored files.
/// What <see cref="Replay"/> reads comes first.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="key">All that decides the findings besides the disk.</param>
internal sealed class LintCache(string path, string key)
{
    private const string Magic = "migrationlint cache 4";

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>Reads what was kept.</summary>
    /// <returns>Null where there is nothing of use.</returns>
    public CachedLint? Load() => Read(ReadBody);

    /// <summary>
    /// What was printed under the same settings, where times and lengths alone show that it still holds. Loading and compiling code is nearly
    /// all that a build in which nothing has changed would wait for: so nothing on this way is of the engine, of LINQ or generic over a struct.
    /// </summary>
    /// <param name="settings">See <see cref="Judgement"/>.</param>
    /// <returns>Null where <see cref="Load"/> has to tell.</returns>
    public Printout? Replay(string settings) => Read(reader =>
        AreUntouched(reader) && reader.ReadBoolean() && reader.ReadString() == settings && AreUntouched(reader) ? ReadPrintout(reader) : null);

    private static bool AreUntouched(BinaryReader reader)
    {
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            if (!ReadStamp(reader).IsUntouched())
            {
                return false;
            }
        }

        return true;
    }

    private T? Read<T>(Func<BinaryReader, T?> read)
        where T : class
    {
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            using var reader = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
            return reader.ReadString() == Magic && reader.ReadUInt64() == Checksum(bytes, (int)reader.BaseStream.Position) && reader.ReadString() == key
                ? read(reader)
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Keeps <paramref name="lint"/>, whole or not at all.</summary>
    /// <returns>Null when done, else why not.</returns>
    public string? Save(CachedLint lint) => WholeFile.Write(path, Serialize(lint));

    /// <summary>Says that the file is good, and makes it younger than its inputs: Visual Studio's up-to-date check compares their times.</summary>
    public void Confirm(TaskLoggingHelper log)
    {
        log.LogMessage(MessageImportance.Low, "MigrationLint: nothing has changed since {0} was written.", path);
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

    private static CachedLint ReadBody(BinaryReader reader)
    {
        var stamps = ReadList(reader, ReadStamp);
        var judgement = reader.ReadBoolean() ? new Judgement(reader.ReadString(), ReadList(reader, ReadStamp), ReadPrintout(reader)) : null;
        var findings = reader.ReadString();
        var coverage = new Coverage(reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32())
        {
            InBaseline = reader.ReadInt32(),
            OldFiles = reader.ReadInt32(),
            OnOldFiles = reader.ReadInt32(),
            HistoryNotRead = reader.ReadString() is { Length: > 0 } reason ? reason : null,
        };
        var folders = ReadList(reader, static reader => new FolderSummary(
            reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32()));
        return new CachedLint(findings, coverage, folders, ReadStrings(reader), stamps) { Judgement = judgement };
    }

    private static PathStamp ReadStamp(BinaryReader reader) =>
        new((FileAccessKind)reader.ReadByte(), reader.ReadString(), reader.ReadInt64(), reader.ReadInt64(), reader.ReadString());

    private static Printout ReadPrintout(BinaryReader reader) =>
        new(reader.ReadString(), ReadList(reader, ReadLine), reader.ReadString(), ReadStrings(reader), ReadStrings(reader));

    private static LogLine ReadLine(BinaryReader reader) => new(
        reader.ReadString(), (LogLineKind)reader.ReadByte(), reader.ReadString(), reader.ReadString(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32(), reader.ReadString());

    private static string[] ReadStrings(BinaryReader reader) => ReadList(reader, static reader => reader.ReadString());

    private static T[] ReadList<T>(BinaryReader reader, Func<BinaryReader, T> read)
    {
        var result = new T[reader.ReadInt32()];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = read(reader);
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
        WriteStamps(writer, lint.Stamps);
        writer.Write(lint.Judgement is not null);
        if (lint.Judgement is { } judgement)
        {
            writer.Write(judgement.Settings);
            WriteStamps(writer, judgement.Stamps);
            WritePrintout(writer, judgement.Printout);
        }

        writer.Write(lint.SerializedFindings);
        writer.Write(lint.Coverage.Files);
        writer.Write(lint.Coverage.Statements);
        writer.Write(lint.Coverage.NotUnderstood);
        writer.Write(lint.Coverage.Suppressed);
        writer.Write(lint.Coverage.InBaseline);
        writer.Write(lint.Coverage.OldFiles);
        writer.Write(lint.Coverage.OnOldFiles);
        writer.Write(lint.Coverage.HistoryNotRead ?? "");
        WriteList(writer, lint.Folders, static (writer, folder) =>
        {
            writer.Write(folder.Path);
            writer.Write(folder.Tool);
            writer.Write(folder.Files);
            writer.Write(folder.Runnable);
            writer.Write(folder.Steps);
        });
        WriteStrings(writer, lint.Ignored);

        var bytes = stream.ToArray();
        stream.Position = checksumAt;
        writer.Write(Checksum(bytes, (int)checksumAt + sizeof(ulong)));
        return stream.ToArray();
    }

    private static void WritePrintout(BinaryWriter writer, Printout printout)
    {
        writer.Write(printout.Summary);
        WriteList(writer, printout.Own, static (writer, line) =>
        {
            writer.Write(line.Code);
            writer.Write((byte)line.Kind);
            writer.Write(line.HelpLink);
            writer.Write(line.Path);
            writer.Write(line.Line);
            writer.Write(line.Column);
            writer.Write(line.EndLine);
            writer.Write(line.EndColumn);
            writer.Write(line.Message);
        });
        writer.Write(printout.Shared);
        WriteStrings(writer, printout.Owners);
        WriteStrings(writer, printout.Covered);
    }

    private static void WriteStrings(BinaryWriter writer, IReadOnlyList<string> texts) => WriteList(writer, texts, static (writer, text) => writer.Write(text));

    private static void WriteStamps(BinaryWriter writer, IReadOnlyList<PathStamp> stamps) => WriteList(writer, stamps, static (writer, stamp) =>
    {
        writer.Write((byte)stamp.Kind);
        writer.Write(stamp.Path);
        writer.Write(stamp.Time);
        writer.Write(stamp.Answer);
        writer.Write(stamp.Entries);
    });

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> items, Action<BinaryWriter, T> write)
    {
        writer.Write(items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    /// <summary>FNV-1a of the rest, by words of eight bytes: a method that runs once is not compiled to run fast.</summary>
    private static ulong Checksum(byte[] bytes, int start)
    {
        const ulong Prime = 1099511628211UL;
        var hash = 14695981039346656037UL;
        var i = start;
        for (; i + sizeof(ulong) <= bytes.Length; i += sizeof(ulong))
        {
            hash = (hash ^ BitConverter.ToUInt64(bytes, i)) * Prime;
        }

        for (; i < bytes.Length; i++)
        {
            hash = (hash ^ bytes[i]) * Prime;
        }

        return hash;
    }
}
