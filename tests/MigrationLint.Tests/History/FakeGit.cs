using System.Security.Cryptography;
using System.Text;
using MigrationLint.Files;
using MigrationLint.History;

namespace MigrationLint.Tests.History;

/// <summary>
/// Git without a repository: the files of a branch <c>main</c> lie on the disk below <c>.git/main</c>, and the working tree branched off its tip. Tests may
/// say otherwise, or let an answer fail.
/// </summary>
internal sealed class FakeGit(IFileSystem files, string root = "/project") : IGit
{
    public const string Branch = "main";

    public static string Tip { get; } = new('1', 40);

    public static string Head { get; } = new('2', 40);

    /// <summary>Every question, in order.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>What went on the way.</summary>
    public List<GitRemoval> Removals { get; } = [];

    /// <summary>Blobs of what is on no branch.</summary>
    public Dictionary<string, byte[]> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Files that a sparse checkout leaves out.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Why the question of this name gets no answer.</summary>
    public Dictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>The common ancestor of all commits.</summary>
    public string MergeBase { get; set; } = Tip;

    public static string BranchOf(string root) => root + "/.git/" + Branch;

    public GitAnswer<string> Resolve(string root, string revision)
    {
        var answer = Answer(nameof(Resolve), () => revision switch { "HEAD" => Head, Branch => Tip, _ => "" });
        return answer.Value == "" ? new(null, $"there is no revision {revision}") : answer;
    }

    public GitAnswer<string> FindMergeBase(string root, string first, string second) => Answer(nameof(FindMergeBase), () => MergeBase);

    public GitAnswer<IReadOnlyList<GitFile>> ListFiles(string root, string commit, IReadOnlyList<string> directories) =>
        Answer<IReadOnlyList<GitFile>>(nameof(ListFiles), () => [.. Below(BranchOf(root)).Where(path => directories.Any(directory => PathText.IsBelow(path, directory, true))).Select(path => new GitFile(path, Id(Content(path))))]);

    public GitAnswer<IReadOnlyList<GitRemoval>> ListRemovals(string root, string commit, IReadOnlyList<string> directories) =>
        Answer<IReadOnlyList<GitRemoval>>(nameof(ListRemovals), () => Removals);

    public GitAnswer<IReadOnlyList<string>> ListLeftOut(string root, IReadOnlyList<string> directories) => Answer<IReadOnlyList<string>>(nameof(ListLeftOut), () => LeftOut);

    public GitAnswer<IReadOnlyDictionary<string, byte[]>> ReadBlobs(string root, IReadOnlyCollection<string> ids) => Answer<IReadOnlyDictionary<string, byte[]>>(nameof(ReadBlobs), () =>
    {
        var known = new Dictionary<string, byte[]>(Blobs, StringComparer.Ordinal);
        foreach (var path in Below(BranchOf(root)))
        {
            known[Id(Content(path))] = Content(path);
        }

        return ids.Where(known.ContainsKey).Distinct().ToDictionary(id => id, id => known[id], StringComparer.Ordinal);
    });

    /// <summary>Adds a removal with a blob of its own.</summary>
    public FakeGit Remove(string path, string content, string? newPath = null, char commit = 'a')
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        Blobs[Id(bytes)] = bytes;
        Removals.Add(new GitRemoval(new string(commit, 40), path, Id(bytes), newPath));
        return this;
    }

#pragma warning disable CA5350 // Git's choice.
    private static string Id(byte[] content) => Convert.ToHexStringLower(SHA1.HashData([.. Encoding.ASCII.GetBytes($"blob {content.Length}\0"), .. content]));
#pragma warning restore CA5350

    private GitAnswer<T> Answer<T>(string question, Func<T?> answer)
        where T : class
    {
        Questions.Add(question);
        return Failures.TryGetValue(question, out var problem) ? new(null, problem) : new(answer(), null);
    }

    private byte[] Content(string path) => Encoding.UTF8.GetBytes(files.Read(BranchOf(root) + "/" + path).Text!.Content);

    private IEnumerable<string> Below(string directory) => (files.List(directory) ?? []).SelectMany(entry =>
        entry.Kind == FileEntryKind.Directory ? Below(directory + "/" + entry.Name) : [(directory + "/" + entry.Name)[(BranchOf(root).Length + 1)..]]);
}
