using System.Text.Json;
using CodexFuncGateway.Functions.Tests.Hosting;
using CodexFuncGateway.Functions.Tests.Tables;
using CodexFuncGateway.Tests.Docs;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>
/// The files that Azure's tools read, checked by hand, since no package carries their schemas: every member is one that the published schema knows
/// (host.json: json.schemastore.org/host.json; local.settings.json: learn.microsoft.com/azure/azure-functions/functions-develop-local; azure.yaml: the schema it names; read 2026-08).
/// </summary>
public sealed class SettingsFileTests
{
    [Fact]
    public void The_host_has_no_prefix_before_the_routes_and_a_limit_on_functions()
    {
        using var host = Read("src/CodexFuncGateway.Functions/host.json");

        Assert.Equal(["$schema", "version", "functionTimeout", "telemetryMode", "extensions", "logging"], Members(host.RootElement));
        Assert.Equal(("2.0", "OpenTelemetry", ""), (Text(host, "version"), Text(host, "telemetryMode"), Text(host, "extensions", "http", "routePrefix")));
        Assert.Equal(["routePrefix"], Members(host.RootElement.GetProperty("extensions").GetProperty("http")));
        Assert.InRange(TimeSpan.Parse(Text(host, "functionTimeout"), System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromMinutes(30), TimeSpan.FromHours(4));
        Assert.All(host.RootElement.GetProperty("logging").GetProperty("logLevel").EnumerateObject(), level => Assert.True(Enum.TryParse<LogLevel>(level.Value.GetString(), out _), level.Name));
    }

    [Fact]
    public void The_sample_of_local_settings_holds_what_Core_Tools_need_and_the_timer_names()
    {
        using var settings = Read("local.settings.sample.json");
        var values = settings.RootElement.GetProperty("Values");

        Assert.Equal(["IsEncrypted", "Values", "Host"], Members(settings.RootElement));
        Assert.False(settings.RootElement.GetProperty("IsEncrypted").GetBoolean());
        Assert.All(values.EnumerateObject(), value => Assert.Equal(JsonValueKind.String, value.Value.ValueKind));
        Assert.Equal(("UseDevelopmentStorage=true", "dotnet-isolated"), (values.GetProperty("AzureWebJobsStorage").GetString(), values.GetProperty("FUNCTIONS_WORKER_RUNTIME").GetString()));
        Assert.Equal(6, values.GetProperty("BudgetRollupSchedule").GetString()!.Split(' ').Length);
    }

    [Fact]
    public async Task The_gateway_can_be_put_together_with_the_sample_of_local_settings()
    {
        using var settings = Read("local.settings.sample.json");
        await using var app = FunctionAppUnderTest.Build(
        [
            ("Tables:ServiceUri", null), ("KeyVault:Uri", null),
            .. settings.RootElement.GetProperty("Values").EnumerateObject().Select(value => (value.Name.Replace("__", ":", StringComparison.Ordinal), value.Value.GetString())),
        ]);

        Assert.NotNull(app.Services.GetService(typeof(Storage.ITableStore)));
        Assert.NotNull(app.Services.GetService(typeof(Http.GatewayEndpoint)));
        Assert.Equal(Azurite.ConnectionStringOf("http://127.0.0.1:10002"), settings.RootElement.GetProperty("Values").GetProperty("Tables__ConnectionString").GetString());
    }

    [Fact]
    public void The_workbook_reads_metrics_that_the_gateway_sends()
    {
        string[] sent = ["gen_ai.client.token.usage", "gen_ai.client.operation.duration", "gateway.cost", "gateway.time_to_first_token", "gateway.overhead"];
        using var workbook = Read("infra/bicep/modules/workbook.json");
        var items = workbook.RootElement.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("type").GetInt32() == 3);
        var queries = items.Select(item => item.GetProperty("content").GetProperty("query").GetString()!).ToList();

        Assert.Equal("Notebook/1.0", Text(workbook, "version"));
        Assert.All(queries, query => Assert.Contains(sent, name => query.Contains($"where name == '{name}'", StringComparison.Ordinal)));
        Assert.All(sent, name => Assert.Contains(queries, query => query.Contains($"'{name}'", StringComparison.Ordinal)));
    }

    [ParsedFact]
    public async Task Azd_finds_the_infrastructure_the_app_and_a_hook_for_each_system()
    {
        var azure = (await ParsedFiles.ReadAsync()).Azure;
        var (infra, app) = (azure.GetProperty("infra"), azure.GetProperty("services").GetProperty("functions"));

        Assert.Equal(["name", "infra", "services", "hooks"], Members(azure));
        Assert.Equal(("bicep", "infra/bicep", "main"), (Text(infra, "provider"), Text(infra, "path"), Text(infra, "module")));
        Assert.Equal(("dotnet", "function"), (Text(app, "language"), Text(app, "host")));
        Assert.True(Directory.Exists(RepositoryFiles.Path(Text(app, "project"))));
        Assert.Equal(["postprovision", "postdeploy"], Members(azure.GetProperty("hooks")));
        foreach (var system in azure.GetProperty("hooks").EnumerateObject().SelectMany(hook => hook.Value.EnumerateObject()))
        {
            var run = Text(system.Value, "run");
            Assert.Equal(system.Name == "posix" ? ("posix", "sh", ".sh") : ("windows", "pwsh", ".ps1"), (system.Name, Text(system.Value, "shell"), Path.GetExtension(run)));
            Assert.True(File.Exists(RepositoryFiles.Path(run)), run);
        }
    }

    private static JsonDocument Read(string name) => JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path(name)));

    private static string[] Members(JsonElement json) => [.. json.EnumerateObject().Select(member => member.Name)];

    private static string Text(JsonDocument json, params string[] path) => Text(json.RootElement, path);

    private static string Text(JsonElement json, params string[] path) => path.Aggregate(json, (element, name) => element.GetProperty(name)).GetString()!;
}
