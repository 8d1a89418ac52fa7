namespace MigrationLint.Tasks;

/// <summary>Writes files that several builds may write at once.</summary>
internal static class WholeFile
{
    /// <summary>Writes a file, whole or not at all, over one that exists.</summary>
    /// <returns>Null when done, else why not.</returns>
    public static string? Write(string path, byte[] content)
    {
        var temporary = path + "." + Guid.NewGuid().ToString("N");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(temporary, content);
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
