using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace MigrationLint.Sql;

/// <summary>
/// Keeps recursion from ending the process: hosts run on threads with stacks from 256 KB up, and what a text means must not depend on that. Where the stack
/// runs short, the work is done on a thread of its own.
/// </summary>
internal static class StackGuard
{
    // 500 levels of the deepest rules take 1.5 MB in a build without optimization. Pages that are not used cost nothing.
    private const int StackSize = 4 * 1024 * 1024;

    /// <summary>False where less than 128 KB are left (64 KB in a process of 32 bits).</summary>
    public static bool HasRoom()
    {
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return true;
        }
        catch (InsufficientExecutionStackException)
        {
            return false;
        }
    }

    /// <summary>Runs work on a stack of 4 MB and waits for it. What it throws is thrown here.</summary>
    public static T Run<T>(Func<T> work)
    {
        var result = default(T)!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(Work, StackSize) { IsBackground = true };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;

        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                // Unhandled on a thread, it would end the process.
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
