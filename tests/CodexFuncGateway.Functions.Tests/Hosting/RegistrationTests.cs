using CodexFuncGateway.Functions.Tables;
using CodexFuncGateway.Simulators.Tokens;
using CodexFuncGateway.Storage;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CodexFuncGateway.Functions.Tests.Hosting;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Everything_a_function_needs_is_made_without_a_word_on_the_network()
    {
        await using var identity = await LoopbackServer.StartAsync(_ => new LoopbackAnswer(500, ""));
        await using var app = FunctionAppUnderTest.Build(("IDENTITY_ENDPOINT", identity.Address), ("IDENTITY_HEADER", "secret"));

        Assert.IsType<AzureTableStore>(app.Services.GetRequiredService<ITableStore>());
        foreach (var functions in new[] { typeof(ApiFunctions), typeof(SiteFunctions), typeof(RollUpFunction) })
        {
            Assert.NotNull(ActivatorUtilities.CreateInstance(app.Services, functions));
        }

        Assert.Empty(identity.Requests);
    }

    [Fact]
    public async Task Kestrels_own_limits_do_not_stand_before_the_gateways()
    {
        await using var app = FunctionAppUnderTest.Build();

        var limits = app.Services.GetRequiredService<IOptions<KestrelServerOptions>>().Value.Limits;

        Assert.Null(limits.MaxRequestBodySize);
        Assert.Null(limits.MinResponseDataRate);
    }

    [Theory]
    [InlineData("", "Tables:ServiceUri must name")]
    [InlineData("http://ledger.table.core.windows.net", "no https address")]
    public async Task A_store_that_is_not_named_properly_is_said_in_words(string address, string message)
    {
        await using var app = FunctionAppUnderTest.Build(("Tables:ServiceUri", address));

        Assert.Contains(message, Assert.Throws<InvalidOperationException>(app.Services.GetRequiredService<ITableStore>).Message, StringComparison.Ordinal);
    }
}
