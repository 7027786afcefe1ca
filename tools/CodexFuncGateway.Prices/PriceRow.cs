using System.Text.Json;

namespace CodexFuncGateway.Prices;

/// <summary>The newest row of a model in our data.</summary>
internal sealed record PriceRow(string From, string Source, bool IsDisputed, PriceTable Table, string? Fees)
{
    /// <summary>Public files, under the names by which rows refer to them; every other source is a vendor's own page, read by a person.</summary>
    private static readonly string[] PublicFiles = ["litellm", "portkey", "models.dev", "genai-prices"];

    private string ReadOn => Source.Split('@') is [_, var day] ? day : From;

    public bool IsHandKept => !PublicFiles.Contains(Source.Split('@')[0], StringComparer.Ordinal);

    public static PriceRow Read(JsonElement row) => new(
        row.GetProperty("from").GetString()!,
        row.GetProperty("source").GetString()!,
        row.TryGetProperty("disputed", out var disputed) && disputed.GetBoolean(),
        PriceTable.Read(row),
        row.TryGetProperty("fees", out var fees) ? fees.GetRawText() : null);

    public bool IsNewerThan(string day) => string.CompareOrdinal(ReadOn, day) > 0 || string.CompareOrdinal(From, day) > 0;

    public override string ToString() =>
        $"{{\"from\": \"{From}\", \"source\": \"{Source}\"{(IsDisputed ? ", \"disputed\": true" : "")}, {Table}{(Fees is null ? "" : $", \"fees\": {Fees}")}}}";
}
