using System.Text;

namespace MigrationLint.Files;

/// <summary>
/// Paths as text: absolute, forward slashes, no <c>.</c> or <c>..</c>, no slash at the end but for a root. Drive letters (<c>C:/x</c>)
/// and shares (<c>//server/share</c>) are roots on every system, so that Windows paths can be reasoned about anywhere.
/// </summary>
public static class PathText
{
    /// <summary>Normalises an absolute path.</summary>
    /// <param name="path">The path as the system writes it.</param>
    /// <param name="backslashSeparates">True on Windows; elsewhere a backslash is a character of a name.</param>
    public static string Normalize(string path, bool backslashSeparates)
    {
        var text = backslashSeparates ? path.Replace('\\', '/') : path;
        if (backslashSeparates && (text.StartsWith("//?/", StringComparison.Ordinal) || text.StartsWith("//./", StringComparison.Ordinal)))
        {
            text = text.StartsWith("//?/UNC/", StringComparison.OrdinalIgnoreCase) ? "//" + text.Substring(8) : text.Substring(4);
        }

        // The root of a share has its slash, as that of a drive has.
        var root = GetRoot(text);
        root = root.Length > 2 && text.Length == root.Length && root.LastIndexOf('/') > 1 && !root.EndsWith("/", StringComparison.Ordinal) ? root + "/" : root;
        var kept = new List<string>();
        foreach (var part in text.Substring(Math.Min(root.Length, text.Length)).Split('/'))
        {
            if (part == "..")
            {
                if (kept.Count > 0)
                {
                    kept.RemoveAt(kept.Count - 1);
                }
            }
            else if (part.Length > 0 && part != ".")
            {
                kept.Add(part);
            }
        }

        return kept.Count == 0 && root.Length == 0 ? "." : root + string.Join("/", kept);
    }

    /// <summary>
    /// A normalised path as Windows takes it. From 248 characters on it gets the <c>\\?\</c> prefix, without which hosts on .NET Framework
    /// refuse it (the limit for directories; for files it is 260).
    /// </summary>
    public static string ToWindows(string path)
    {
        var text = path.Replace('/', '\\');
        return text.Length < 248 ? text
            : text.StartsWith(@"\\", StringComparison.Ordinal) ? @"\\?\UNC\" + text.Substring(2)
            : @"\\?\" + text;
    }

    /// <summary>Resolves <paramref name="relative"/> (forward slashes; may be absolute) against a normalised directory.</summary>
    public static string Combine(string directory, string relative) =>
        Normalize(IsAbsolute(relative) ? relative : directory.TrimEnd('/') + "/" + relative, backslashSeparates: false);

    /// <summary>True for <c>/x</c>, <c>C:/x</c> and <c>//server/share</c>.</summary>
    public static bool IsAbsolute(string path) => GetRoot(path).Length > 0;

    /// <summary>The bare name; for a root the empty string.</summary>
    public static string GetFileName(string path) => path.Substring(path.LastIndexOf('/') + 1);

    /// <summary>The directory above; null for a root.</summary>
    public static string? GetDirectory(string path)
    {
        var root = GetRoot(path);
        if (path.Length <= root.Length)
        {
            return null;
        }

        var slash = path.LastIndexOf('/');
        return slash < root.Length ? root : path.Substring(0, slash);
    }

    /// <summary>The extension with its dot, as Node's <c>path.extname</c> tells it: empty for <c>.env</c>; <c>.ts</c> for <c>a.d.ts</c>.</summary>
    public static string GetExtension(string path)
    {
        var name = GetFileName(path);
        var dot = name.LastIndexOf('.');
        return dot <= 0 ? "" : name.Substring(dot);
    }

    /// <summary>The bare name without <see cref="GetExtension"/>.</summary>
    public static string GetFileNameWithoutExtension(string path)
    {
        var name = GetFileName(path);
        return name.Substring(0, name.Length - GetExtension(name).Length);
    }

    /// <summary>True where <paramref name="path"/> is <paramref name="directory"/> or lies below it.</summary>
    public static bool IsBelow(string path, string directory, bool caseSensitive)
    {
        var comparison = caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return path.StartsWith(directory, comparison)
            && (path.Length == directory.Length || directory.EndsWith("/", StringComparison.Ordinal) || path[directory.Length] == '/');
    }

    /// <summary><paramref name="path"/> as seen from <paramref name="directory"/>, with <c>..</c> where needed; unchanged where the roots differ.</summary>
    public static string GetRelative(string directory, string path, bool caseSensitive)
    {
        var comparison = caseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var root = GetRoot(path);
        if (!string.Equals(GetRoot(directory), root, comparison))
        {
            return path;
        }

        var from = Split(directory, root.Length);
        var to = Split(path, root.Length);
        var common = 0;
        while (common < from.Length && common < to.Length && string.Equals(from[common], to[common], comparison))
        {
            common++;
        }

        var result = new StringBuilder();
        for (var i = common; i < from.Length; i++)
        {
            result.Append("../");
        }

        result.Append(string.Join("/", to.Skip(common)));
        return result.Length == 0 ? "." : result.ToString().TrimEnd('/');
    }

    private static string[] Split(string path, int rootLength) =>
        path.Length <= rootLength ? [] : path.Substring(rootLength).Split('/');

    private static string GetRoot(string path)
    {
        if (path.Length >= 2 && path[1] == ':' && char.ToUpperInvariant(path[0]) is >= 'A' and <= 'Z')
        {
            return path.Length >= 3 && path[2] == '/' ? path.Substring(0, 3) : "";
        }

        if (path.StartsWith("//", StringComparison.Ordinal) && path.Length > 2 && path[2] != '/')
        {
            var server = path.IndexOf('/', 2);
            var share = server < 0 ? -1 : path.IndexOf('/', server + 1);
            return share < 0 ? path : path.Substring(0, share + 1);
        }

        return path.StartsWith("/", StringComparison.Ordinal) ? "/" : "";
    }
}
