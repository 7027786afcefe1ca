using System.Globalization;

namespace CodexFuncGateway.Bench;

/// <summary>What the command line may change.</summary>
internal sealed record BenchOptions
{
    public const string Usage = "verbs: none for the bench, budgets, costs, admission, abuse\noptions: --rounds <n>  --seconds <n>  --gateway <path of CodexFuncGateway.Local.dll>  --without-gateway";

    public int Rounds { get; init; } = 5;

    /// <summary>Length of one load on one target.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The local host's program; the build puts it beside this one's folder.</summary>
    public string GatewayPath { get; init; } = BuiltGateway();

    /// <summary>Whether to measure the gateway, and not only the upstream and the pass-through.</summary>
    public bool WithGateway { get; init; } = true;

    public static BenchOptions Read(ReadOnlySpan<string> arguments) => arguments switch
    {
        [] => new BenchOptions(),
        ["--rounds", var rounds, .. var rest] => Read(rest) with { Rounds = Number(rounds) },
        ["--seconds", var seconds, .. var rest] => Read(rest) with { Duration = TimeSpan.FromSeconds(Number(seconds)) },
        ["--gateway", var path, .. var rest] => Read(rest) with { GatewayPath = Path.GetFullPath(path) },
        ["--without-gateway", .. var rest] => Read(rest) with { WithGateway = false },
        _ => throw new BenchException(Usage),
    };

    private static int Number(string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : throw new BenchException(Usage);

    private static string BuiltGateway()
    {
        var thisFolder = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(thisFolder.Parent!.Parent!.FullName, "CodexFuncGateway.Local", thisFolder.Name, "CodexFuncGateway.Local.dll");
    }
}
