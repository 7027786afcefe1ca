using System.Diagnostics;
using CodexFuncGateway.Fuzz.Corpus;
using CodexFuncGateway.Fuzz.Mutation;
using CodexFuncGateway.Http;
using CodexFuncGateway.Ledger;
using CodexFuncGateway.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>The whole gateway without a server before it or a network behind it.</summary>
internal sealed class InProcessGateway : IAsyncDisposable
{
    public const string Key = "sk-gateway-key-of-the-fuzzer";

    private readonly ServiceProvider services;
    private readonly GatewayEndpoint endpoint;

    public InProcessGateway()
    {
        services = Build();
        endpoint = services.GetRequiredService<GatewayEndpoint>();
    }

    public DefectLog Defects => services.GetRequiredService<DefectLog>();

    /// <summary>How many calls have been settled.</summary>
    public async Task<int> SettledAsync()
    {
        await services.GetRequiredService<LedgerWriter>().FlushAsync(CancellationToken.None);
        return services.GetRequiredService<ForgetfulStore>().Settled;
    }

    public async Task<FuzzAnswer> AskAsync(FuzzCase asked)
    {
        ScriptedUpstream.Answer(asked.Answer);
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Features.Set<IHttpResponseFeature>(new RecordedResponse(body));
        context.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(body));
        Write(asked, context.Request);
        var start = Stopwatch.GetTimestamp();
        await endpoint.HandleAsync(context);
        await context.Response.CompleteAsync();
        return new FuzzAnswer(context.Response.StatusCode, context.Response.ContentType ?? "", body.ToArray(), Stopwatch.GetElapsedTime(start));
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private static void Write(FuzzCase asked, HttpRequest request)
    {
        request.Method = HttpMethods.Post;
        request.Path = asked.Path;
        request.Body = new PiecewiseStream(asked.Body, 1 + (asked.Number % 7_000), breaks: false);
        request.ContentLength = asked.Number % 2 == 0 ? asked.Body.Length : null;
        foreach (var (name, value) in asked.Headers)
        {
            request.Headers[name] = value;
        }
    }

    private static ServiceProvider Build() => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(Settings()).Build())
        .AddSingleton<DefectLog>()
        .AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<DefectLog>())
        .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace))
        .AddSingleton<TimeProvider>(new HastyTime())
        .AddSingleton<ForgetfulStore>()
        .AddSingleton<ITableStore>(provider => provider.GetRequiredService<ForgetfulStore>())
        .AddCodexFuncGateway()
        .AddSingleton(new HttpMessageInvoker(new ScriptedUpstream()))
        .BuildServiceProvider();

    private static Dictionary<string, string?> Settings()
    {
        var settings = new Dictionary<string, string?>
        {
            ["Gateway:DevKey"] = Key,
            ["Gateway:SealKey"] = Convert.ToBase64String(new byte[32]),
            ["Gateway:MaxRequestBytes"] = "4000000",
            ["Providers:bedrock:Parameters:region"] = "us-east-1",
            ["Providers:azure:Parameters:resource"] = "fuzz",
            ["Providers:vllm:BaseUrl"] = "http://127.0.0.1:1/v1",
        };
        foreach (var model in AskedModel.All)
        {
            settings[$"Providers:{model.Provider}:ApiKey"] = "sk-provider-key-of-the-fuzzer";
        }

        return settings;
    }
}
