namespace MigrationLint.Tests.Sql;

/// <summary>Runs work on a thread with a small stack: hosts lend threads of every size, and an overflow takes the whole process along.</summary>
internal static class SmallStack
{
    /// <summary>What the work returns.</summary>
    /// <param name="size">Bytes of stack.</param>
    /// <param name="work">The work.</param>
    /// <exception cref="InvalidOperationException">The work threw; unhandled, that would end the test process instead of the test.</exception>
    public static T Run<T>(int size, Func<T> work)
    {
        var result = default(T)!;
        Exception? failure = null;
        var thread = new Thread(Work, size);
        thread.Start();
        thread.Join();
        return failure is null ? result : throw new InvalidOperationException(failure.Message, failure);

        void Work()
        {
            try
            {
                result = work();
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }
    }

    /// <summary>The same for work that returns nothing.</summary>
    public static void Run(int size, Action work) => Run(size, () =>
    {
        work();
        return true;
    });
}
