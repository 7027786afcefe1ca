using System.Collections.Concurrent;
using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Replicate;

/// <summary>Replicate's predictions: created, streamed, looked at and cancelled, each by a request with the key.</summary>
public sealed class ReplicateSimulator : ITicketedWire
{
    private const string Predictions = "/v1/predictions/";
    private const string Streams = "/v1/streams/";

    private readonly ConcurrentDictionary<string, NumberedStep> steps = new();
    private readonly ConcurrentQueue<string> cancelled = new();

    public WirePath Path { get; } = new("/v1", "/models/{owner}/{name}/predictions");

    /// <summary>Whether ended predictions count tokens; those that are billed by time do not.</summary>
    public bool CountsTokens { get; init; } = true;

    /// <summary>Where replies are streamed, if that is not here.</summary>
    public string? StreamsAt { get; init; }

    /// <summary>The predictions that were cancelled.</summary>
    public IReadOnlyList<string> Cancelled => [.. cancelled];

    public Rejection? FindRejection(SimulatedRequest request) => ReplicateErrors.FindMissingKey(request) ?? InputRules.FindRejection(request);

    public Rejection Overflow => ReplicateErrors.Write(422, "Input validation failed", "- input.prompt: The prompt is longer than the model's maximum context length\n");

    public IReadOnlyList<string> ReadNewOutputs(SimulatedRequest request) => [];

    public SimulatedReply WriteReply(SimulatedRequest request, NumberedStep step) => step.Step is { Calls.Count: 0, Reasoning: null, Text: { } text }
        ? new SimulatedReply(OutputEvents.Write(text))
        : throw new ScriptViolationException($"Step {step.Number} is more than text, and nothing else is spoken here.");

    public Ticket WriteTicket(SimulatedReply reply, NumberedStep step, string address)
    {
        var id = $"p{step.Number:D6}simulated";
        steps[id] = step;
        return new Ticket(Write(id, "starting", $"{address}{Predictions}{id}", $"{StreamsAt ?? address}{Streams}{id}"), Streams + id);
    }

    public Rejection? AnswerFollowUp(SimulatedRequest request)
    {
        if (!request.Path.StartsWith(Predictions, StringComparison.Ordinal) && !request.Path.StartsWith(Streams, StringComparison.Ordinal))
        {
            return null;
        }

        var parts = request.Path.Split('/');
        return ReplicateErrors.FindMissingKey(request) ?? (request.Method, parts) switch
        {
            (_, [.., var id]) when !steps.ContainsKey(id) && parts[^1] != "cancel" => ReplicateErrors.NotFound,
            ("GET", [_, _, "streams", _]) => request.Headers.GetValueOrDefault("Accept") == "text/event-stream" ? null : ReplicateErrors.NotFound,
            ("GET", [_, _, "predictions", var id]) => new Rejection(200, WriteEnded(id)),
            ("POST", [_, _, "predictions", var id, "cancel"]) => Cancel(id),
            _ => ReplicateErrors.NotFound,
        };
    }

    private Rejection Cancel(string id)
    {
        cancelled.Enqueue(id);
        return new Rejection(200, WriteEnded(id));
    }

    private static string Write(string id, string status, string address, string? stream, IReadOnlyList<string>? output = null, object? metrics = null) => JsonSerializer.Serialize(new
    {
        id,
        model = "a-model",
        version = "hidden",
        status,
        input = new { },
        output,
        error = (string?)null,
        logs = "",
        metrics = metrics ?? new { },
        urls = new { get = address, cancel = $"{address}/cancel", stream, web = "https://replicate.com/p/x" },
    });

    private string WriteEnded(string id)
    {
        var (usage, text) = (steps[id].Step.Usage, steps[id].Step.Text!);
        object metrics = CountsTokens ? new { input_token_count = usage.Input, output_token_count = usage.Output, predict_time = 0.5 } : new { predict_time = 0.5 };
        return Write(id, cancelled.Contains(id) ? "canceled" : "succeeded", Predictions + id, stream: null, [.. SseFrames.Pieces(text)], metrics);
    }
}
