using CodexFuncGateway.Http;
using CodexFuncGateway.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Bench.Costs;

/// <summary>The gateway without a server: requests go in at its one door, and the answer is whole when they come out.</summary>
internal sealed class GatewayDoor(ITableStore store, TimeProvider timeProvider) : IAsyncDisposable
{
    private const string AdminKey = "bench";

    private readonly ServiceProvider services = new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Gateway:AdminKey"] = AdminKey,
            ["Gateway:SealKey"] = Convert.ToBase64String(new byte[32]),
        }).Build())
        .AddSingleton(store)
        .AddSingleton(timeProvider)
        .AddCodexFuncGateway()
        .BuildServiceProvider();

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <returns>The answer's length, once it is certain that it is one.</returns>
    public async Task<long> GetAsync(string path, string query)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = services };
        (context.Request.Method, context.Request.Path, context.Request.QueryString) = (HttpMethods.Get, path, new QueryString(query));
        context.Request.Headers.Authorization = $"Bearer {AdminKey}";
        context.Response.Body = body;
        await Get<GatewayEndpoint>().HandleAsync(context);
        await context.Response.CompleteAsync();
        return context.Response.StatusCode == StatusCodes.Status200OK ? body.Length : throw new BenchException($"{path}{query} was answered with {context.Response.StatusCode}.");
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();
}
