using CodexFuncGateway.Functions.Tests.Tables;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.FrontDoor;

namespace CodexFuncGateway.Functions.Tests.Published;

/// <summary>The app on its own packages: started by a host, asked over HTTP, its ledger in Azurite. Compiled only where there are the packages.</summary>
public sealed class PublishedAppTests(Azurite azurite) : IClassFixture<Azurite>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private UpstreamSimulator upstream = null!;
    private FunctionsHost host = null!;

    public async Task InitializeAsync()
    {
        upstream = await Wire.OpenAI.StartAsync();
        host = await FunctionsHost.StartAsync(
        [
            ("Gateway:DevKey", GatewayUnderTest.Key), ("Gateway:SealKey", Convert.ToBase64String(new byte[32])), ("Tables:ConnectionString", azurite.ConnectionString), .. Wire.OpenAI.At(upstream),
        ]);
    }

    public async Task DisposeAsync()
    {
        await host.DisposeAsync();
        await upstream.DisposeAsync();
    }

    [Fact]
    public async Task It_answers_streams_and_keeps_its_ledger_and_lets_a_reply_end_before_its_instance_does()
    {
        Assert.Equal(200, (await AskAsync(Ask.For(HttpMethod.Get, "/health"))).Status);
        Assert.Equal("not_found", (await AskAsync(Ask.For(HttpMethod.Get, "/nothing"))).Code);
        Assert.Equal("response.completed", (await AskAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)))).Terminal.Type);

        using var gate = upstream.Faults.HoldFrames();
        gate.Release(6);
        using var response = await OpenAsync(Ask.Responses(Ask.Question(Wire.OpenAI.Model)));
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("response.created", (await StreamedEvent.ReadNextAsync(stream).WaitAsync(Patience))!.Type);
        await host.EndInstanceAsync();
        gate.Open();

        Assert.Equal("response.completed", await LastTypeAsync(stream));
        Assert.Equal((0, ""), await host.WaitForExitAsync().WaitAsync(Patience));
        Assert.Equal(["completed", "completed"], await OutcomesAsync());
    }

    private async Task<Answer> AskAsync(HttpRequestMessage request)
    {
        using var response = await OpenAsync(request);
        return await Answer.ReadAsync(response);
    }

    private Task<HttpResponseMessage> OpenAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {GatewayUnderTest.Key}");
        return host.OpenAsync(request).WaitAsync(Patience);
    }

    private static async Task<string?> LastTypeAsync(StreamReader stream)
    {
        string? last = null;
        while (await StreamedEvent.ReadNextAsync(stream).WaitAsync(Patience) is { } told)
        {
            last = told.Type;
        }

        return last;
    }

    /// <summary>Of this month's rows, read as anybody would.</summary>
    private async Task<List<string?>> OutcomesAsync()
    {
        var rows = new List<string?>();
        await foreach (var row in TableStoreUnderTest.Open(azurite.ConnectionString).ReadAllAsync($"usage{TimeProvider.System.GetUtcNow():yyyyMM}", TableQuery.Partitions(), CancellationToken.None))
        {
            rows.Add(row.GetString("Outcome"));
        }

        return rows;
    }
}
