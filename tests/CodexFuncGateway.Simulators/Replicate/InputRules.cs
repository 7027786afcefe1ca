using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.Replicate;

/// <summary>The request's envelope, and the model's own inputs, of which none may be unknown.</summary>
internal static class InputRules
{
    private static readonly HashSet<string> Known = ["input", "stream", "version", "webhook", "webhook_events_filter"];

    private static readonly (string Owner, string[] Inputs)[] Families =
    [
        ("openai/gpt-oss", ["prompt", "max_tokens", "temperature", "top_p", "presence_penalty", "frequency_penalty"]),
        ("openai", ["prompt", "messages", "system_prompt", "image_input", "max_completion_tokens", "reasoning_effort", "verbosity", "temperature", "top_p"]),
        ("anthropic", ["prompt", "system_prompt", "max_tokens", "image", "max_image_resolution"]),
        ("google", ["prompt", "system_instruction", "max_output_tokens", "temperature", "top_p", "images"]),
        ("deepseek-ai", ["prompt", "max_tokens", "temperature", "top_p", "presence_penalty", "frequency_penalty"]),
        ("qwen", ["prompt", "max_tokens", "temperature", "top_p", "presence_penalty", "frequency_penalty"]),
        ("xai", ["prompt", "max_tokens", "temperature", "top_p", "presence_penalty", "frequency_penalty"]),
        ("", ["prompt", "system_prompt", "max_tokens", "min_tokens", "temperature", "top_p", "top_k", "stop_sequences", "presence_penalty", "frequency_penalty"]),
    ];

    public static Rejection? FindRejection(SimulatedRequest request)
    {
        var body = request.Json;
        if (body.ValueKind != JsonValueKind.Object || body.FirstUnknownName(Known) is not null || body.At("input").ValueKind != JsonValueKind.Object)
        {
            return ReplicateErrors.Write(422, "Input validation failed", "- input is required, and nothing but input, stream, version and webhooks is known.");
        }

        var model = request.Path["/v1/models/".Length..];
        var inputs = Families.First(family => model.StartsWith(family.Owner, StringComparison.Ordinal)).Inputs;
        var input = body.At("input");
        return input.FirstUnknownName(inputs.ToHashSet()) is { } unknown ? ReplicateErrors.Invalid(unknown, $"Additional property {unknown} is not allowed")
            : string.IsNullOrWhiteSpace(input.TextAt("prompt")) ? ReplicateErrors.Invalid("prompt", "prompt is required")
            : input.Names().FirstOrDefault(name => name.StartsWith("max_", StringComparison.Ordinal) && input.NumberAt(name) is not > 0) is { } limit ? ReplicateErrors.Invalid(limit, "Must be greater than or equal to 1")
            : null;
    }
}
