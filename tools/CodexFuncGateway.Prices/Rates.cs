using System.Globalization;
using System.Text.Json;

namespace CodexFuncGateway.Prices;

/// <summary>USD per million tokens, under the names of our data files and in their order.</summary>
internal sealed record Rates(decimal? Input, decimal? Output, decimal? CacheRead, decimal? CacheWrite5m, decimal? CacheWrite1h)
{
    public bool IsEmpty => this is { Input: null, Output: null, CacheRead: null, CacheWrite5m: null, CacheWrite1h: null };

    private IEnumerable<(string Name, decimal? Rate)> All =>
        [("input", Input), ("output", Output), ("cacheRead", CacheRead), ("cacheWrite5m", CacheWrite5m), ("cacheWrite1h", CacheWrite1h)];

    public static Rates Read(JsonElement json)
    {
        decimal? Rate(string name) => json.TryGetProperty(name, out var rate) ? rate.GetDecimal() : null;
        return new Rates(Rate("input"), Rate("output"), Rate("cacheRead"), Rate("cacheWrite5m"), Rate("cacheWrite1h"));
    }

    /// <summary>What it leaves out is taken from another.</summary>
    public Rates Or(Rates other) =>
        new(Input ?? other.Input, Output ?? other.Output, CacheRead ?? other.CacheRead, CacheWrite5m ?? other.CacheWrite5m, CacheWrite1h ?? other.CacheWrite1h);

    public bool IsLowerSomewhere(Rates than) => All.Zip(than.All).Any(pair => pair.First.Rate < pair.Second.Rate);

    /// <summary>As it stands in a data file.</summary>
    public override string ToString() =>
        $"{{{string.Join(", ", All.Where(rate => rate.Rate is not null).Select(rate => $"\"{rate.Name}\": {rate.Rate!.Value.ToString("0.#########", CultureInfo.InvariantCulture)}"))}}}";
}
