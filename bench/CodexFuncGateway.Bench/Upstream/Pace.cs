using System.Globalization;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>How the upstream hands out its replies.</summary>
/// <param name="PauseMilliseconds">Pause after each write of deltas; 0 sends as fast as the socket takes them. The first delta never waits.</param>
/// <param name="DeltasPerWrite">Deltas that share one socket write; 1 is what a real stream looks like.</param>
internal sealed record Pace(int PauseMilliseconds, int DeltasPerWrite)
{
    private const string PathPrefix = "/pace/";

    /// <summary>The scenario of the targets: a reply as fast as it can be sent.</summary>
    public static readonly Pace EachDeltaItsOwnWrite = new(0, 1);

    /// <summary>The same reply as a buffering proxy on the way would hand it on.</summary>
    public static readonly Pace TwentyDeltasPerWrite = new(0, 20);

    /// <summary>A reply whose deltas arrive one by one, so that each is read, mapped and flushed alone.</summary>
    public static readonly Pace DeltaByDelta = new(1, 1);

    /// <summary>Ten seconds at twenty deltas a second, as a model speaks.</summary>
    public static readonly Pace LikeAModel = new(50, 1);

    /// <summary>The upstream takes this pace when this path is posted to.</summary>
    public string Path => string.Create(CultureInfo.InvariantCulture, $"{PathPrefix}{PauseMilliseconds}-{DeltasPerWrite}");

    /// <summary>The pace that a path sets, or null for any other path.</summary>
    public static Pace? Read(string path)
    {
        if (!path.StartsWith(PathPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var numbers = path[PathPrefix.Length..].Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Pace(numbers[0], numbers[1]);
    }
}
