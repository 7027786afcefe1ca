using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.CodexTests.Harness;

/// <summary>The least that Codex accepts as an OpenAI endpoint: a catalog of one model, and one prepared output item per request.</summary>
internal sealed class ScriptedResponsesServer : IAsyncDisposable
{
    public const string Model = "test/scripted";

    private readonly WebApplication application;
    private readonly ConcurrentQueue<object> items;

    private ScriptedResponsesServer(WebApplication application, IEnumerable<object> items) =>
        (this.application, this.items) = (application, new ConcurrentQueue<object>(items));

    public string BaseUrl => $"{application.Urls.Single()}/v1";

    public ConcurrentQueue<JsonElement> Requests { get; } = new();

    public static async Task<ScriptedResponsesServer> StartAsync(params object[] items)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new ScriptedResponsesServer(builder.Build(), items);
        server.application.MapGet("/v1/models", () => Results.Json(Catalog));
        server.application.MapPost("/v1/responses", server.ReplyAsync);
        await server.application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task ReplyAsync(HttpContext context)
    {
        Requests.Enqueue(await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body));
        context.Response.ContentType = "text/event-stream";
        if (items.TryDequeue(out var item))
        {
            await WriteAsync(context, new { type = "response.output_item.done", item });
            await WriteAsync(context, new { type = "response.completed", response = new { id = "resp_1" } });
        }
    }

    private static Task WriteAsync(HttpContext context, object streamEvent) =>
        context.Response.WriteAsync($"data: {JsonSerializer.Serialize(streamEvent)}\n\n");

    private static object Catalog => new
    {
        models = new[]
        {
            new
            {
                slug = Model,
                display_name = "Scripted",
                supported_reasoning_levels = Array.Empty<object>(),
                shell_type = "unified_exec",
                visibility = "list",
                supported_in_api = true,
                priority = 1,
                support_verbosity = false,
                truncation_policy = new { mode = "tokens", limit = 10_000 },
                experimental_supported_tools = Array.Empty<string>(),
                base_instructions = "You are a coding agent.",
                apply_patch_tool_type = "freeform",
                context_window = 200_000,
            },
        },
    };
}
