using System.Diagnostics;
using System.Globalization;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Keys;
using CodexFuncGateway.Keys.Limits;
using CodexFuncGateway.Http;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Bench.Admissions;

/// <summary>What finding a cached key, its rights and its limits add to a request: everything from the secret to the place that is given back.</summary>
internal static class AdmissionBench
{
    private const double MostMicroseconds = 50;
    private const int WarmUp = 50_000;
    private const int Calls = 500_000;
    private const int InputTokens = 200;
    private const string Model = "openai/gpt-5.4-mini";

    private static readonly KeyLimits Limits = new(RequestsPerMinute: 1_000_000_000, TokensPerMinute: 1_000_000_000, ParallelStreams: 1_000);

    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var services = Build();
        var registry = services.GetRequiredService<KeyRegistry>();
        Console.WriteLine("| key | µs per request, mean | 99th percentile | wanted |\n|---|---|---|---|");
        var slowest = Math.Max(
            await MeasureAsync("without limits", new VirtualKey(registry.NewId())),
            await MeasureAsync("with every limit, and patterns for models and providers", new VirtualKey(registry.NewId())
            {
                Limits = Limits,
                Access = new ModelAccess { Models = ["anthropic/*", "gemini/*", "openai/gpt-5*"], Providers = ["anthropic", "gemini", "openai"] },
            }));
        if (slowest > MostMicroseconds)
        {
            throw new BenchException($"Admission takes {slowest:0.0} µs, more than {MostMicroseconds} µs.");
        }

        async Task<double> MeasureAsync(string name, VirtualKey definition)
        {
            var (_, value) = await registry.CreateAsync(definition, "bench", cancellationToken);
            var caller = new Caller { Secret = value, Address = "198.51.100.7" };
            await RunAsync(services, caller, new long[WarmUp], cancellationToken);
            var ticks = new long[Calls];
            await RunAsync(services, caller, ticks, cancellationToken);
            var mean = Microseconds(ticks.Sum()) / Calls;
            Array.Sort(ticks);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {mean:0.00} | {Microseconds(ticks[Calls * 99 / 100]):0.00} | ≤ {MostMicroseconds:0} |"));
            return mean;
        }
    }

    private static async Task RunAsync(IServiceProvider services, Caller caller, long[] ticks, CancellationToken cancellationToken)
    {
        var admission = services.GetRequiredService<Admission>();
        var routes = services.GetRequiredService<ModelResolver>().Resolve(Model);
        for (var call = 0; call < ticks.Length; call++)
        {
            var started = Stopwatch.GetTimestamp();
            using (var permit = await admission.EnterAsync(caller, cancellationToken))
            {
                permit.Key.Access.Require(routes);
                await permit.ReserveTokensAsync(InputTokens, null, cancellationToken);
                permit.Count(InputTokens / 2);
            }

            ticks[call] = Stopwatch.GetTimestamp() - started;
        }
    }

    private static ServiceProvider Build() => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Gateway:KeyPepper", new string('p', 44)),
            new("Gateway:DevKey", "the-key-that-is-asked-first"),
            new("Gateway:SealKey", Convert.ToBase64String(new byte[32])),
        ]).Build())
        .AddSingleton<ITableStore>(_ => EmbeddedTableStore.InMemory(TimeProvider.System))
        .AddCodexFuncGateway()
        .BuildServiceProvider();

    private static double Microseconds(long ticks) => ticks * 1e6 / Stopwatch.Frequency;
}
