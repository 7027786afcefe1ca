using System.Globalization;

namespace CodexFuncGateway.Bench.Upstream;

/// <summary>
/// How the upstream hands out a reply. It travels as the first segment of the path, so one upstream serves every scenario
/// and a gateway meets it through its provider's base URL.
/// </summary>
/// <param name="Deltas">Text deltas in the reply.</param>
/// <param name="PauseMilliseconds">Pause after each write of deltas; 0 sends as fast as the socket takes them. The first delta never waits.</param>
/// <param name="DeltasPerWrite">Deltas that share one socket write; 1 is what a real stream looks like.</param>
internal sealed record Pace(int Deltas, int PauseMilliseconds, int DeltasPerWrite)
{
    /// <summary>The scenario of the targets: a reply as fast as it can be sent.</summary>
    public static readonly Pace EachDeltaItsOwnWrite = new(200, 0, 1);

    /// <summary>The same reply as a buffering proxy on the way would hand it on.</summary>
    public static readonly Pace TwentyDeltasPerWrite = new(200, 0, 20);

    /// <summary>A reply whose deltas arrive one by one, so that each is read, mapped and flushed alone.</summary>
    public static readonly Pace DeltaByDelta = new(200, 1, 1);

    /// <summary>Ten seconds at twenty deltas a second, as a model speaks.</summary>
    public static readonly Pace LikeAModel = new(200, 50, 1);

    public string Segment => string.Create(CultureInfo.InvariantCulture, $"{Deltas}-{PauseMilliseconds}-{DeltasPerWrite}");

    public static Pace Read(string segment)
    {
        var numbers = segment.Split('-').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        return new Pace(numbers[0], numbers[1], numbers[2]);
    }
}
