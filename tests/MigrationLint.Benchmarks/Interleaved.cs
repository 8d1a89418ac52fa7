using System.Diagnostics;

namespace MigrationLint.Benchmarks;

/// <summary>Measures several contenders in turns, so that what else the machine does hits all of them alike.</summary>
internal static class Interleaved
{
    /// <summary>The median of the milliseconds that each contender took.</summary>
    /// <param name="rounds">How often each one runs, the rounds that warm up not counted.</param>
    /// <param name="warmUp">Rounds that are not counted.</param>
    /// <param name="contenders">Each returns the milliseconds of one pass.</param>
    public static double[] Medians(int rounds, int warmUp, params Func<double>[] contenders)
    {
        var times = contenders.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < rounds + warmUp; round++)
        {
            for (var i = 0; i < contenders.Length; i++)
            {
                var time = contenders[i]();
                if (round >= warmUp)
                {
                    times[i].Add(time);
                }
            }
        }

        return [.. times.Select(list => list.Order().ElementAt(list.Count / 2))];
    }

    /// <summary>The milliseconds of processor time that this process spends in <paramref name="action"/>: a busy machine adds little to them.</summary>
    public static double ProcessorTime(Action action)
    {
        var start = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    /// <summary>The milliseconds that <paramref name="action"/> takes.</summary>
    public static double Time(Action action)
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
