using System.Text.Json;
using CodexFuncGateway.Simulators.Json;

namespace CodexFuncGateway.Simulators.OpenAIResponses;

/// <summary>Output items as the events of a stream, numbered without gaps.</summary>
internal sealed class ReplyEvents(JsonElement body, NumberedStep step, ResponsesQuirks quirks)
{
    private static readonly object[] Nothing = [];

    private readonly List<string> frames = [];

    public IReadOnlyList<string> Write(IReadOnlyList<JsonElement> items)
    {
        Add("response.created", ("response", WriteResponse("in_progress", [])));
        Add("response.in_progress", ("response", WriteResponse("in_progress", [])));
        AddSearchOfThoughts();
        for (var index = 0; index < items.Count; index++)
        {
            AddItem(items[index], index);
        }

        Add("response.completed", ("response", WriteResponse("completed", items)));
        return quirks.NamesEvents ? frames : [": OPENROUTER PROCESSING\n\n", .. frames, SseFrames.Done];
    }

    /// <summary>Where thoughts are not items, only their beginning and end are told.</summary>
    private void AddSearchOfThoughts()
    {
        if (quirks.SignsCalls && step.Step.Reasoning is { } reasoning)
        {
            Add("response.reasoning.started", ("thought", reasoning.Text));
            Add("response.reasoning.stopped", ("thought", reasoning.Text));
        }
    }

    private void AddItem(JsonElement item, int index)
    {
        Add("response.output_item.added", ("output_index", index), ("item", OpenedItem.Of(item)));
        switch (item.TextAt("type"))
        {
            case "reasoning":
                AddSummary(item, index);
                break;
            case "message":
                AddText(item, index);
                break;
            case "function_call":
                AddDeltas("response.function_call_arguments", "arguments", item, index);
                break;
            case "web_search_call" when !quirks.SpeaksLikeXai:
                AddStages(item, index);
                break;
            case "custom_tool_call":
                AddDeltas("response.custom_tool_call_input", "input", item, index);
                break;
        }

        Add("response.output_item.done", ("output_index", index), ("item", item));
    }

    private void AddSummary(JsonElement item, int index)
    {
        foreach (var part in item.ItemsAt("summary"))
        {
            (string, object?)[] place = [("item_id", item.TextAt("id")), ("output_index", index), ("summary_index", 0)];
            Add("response.reasoning_summary_part.added", [.. place, ("part", new { type = "summary_text", text = "" })]);
            foreach (var piece in SseFrames.Pieces(part.TextAt("text")!))
            {
                Add("response.reasoning_summary_text.delta", [.. place, ("delta", piece)]);
            }

            Add("response.reasoning_summary_text.done", [.. place, ("text", part.TextAt("text"))]);
            Add("response.reasoning_summary_part.done", [.. place, ("part", part)]);
        }
    }

    private void AddText(JsonElement item, int index)
    {
        var part = item.ItemsAt("content")[0];
        (string, object?)[] place = [("item_id", item.TextAt("id")), ("output_index", index), ("content_index", 0)];
        AddPart("response.content_part.added", place, new { type = "output_text", text = "", annotations = Nothing, logprobs = Nothing });
        foreach (var piece in SseFrames.Pieces(part.TextAt("text")!))
        {
            Add("response.output_text.delta", [.. place, ("delta", piece), ("logprobs", Nothing), ("obfuscation", "x7Qp")]);
        }

        var annotations = part.ItemsAt("annotations");
        for (var number = 0; number < annotations.Count; number++)
        {
            Add("response.output_text.annotation.added", [.. place, ("annotation_index", number), ("annotation", annotations[number])]);
        }

        Add("response.output_text.done", [.. place, ("text", part.TextAt("text")), ("logprobs", Nothing)]);
        AddPart("response.content_part.done", place, part);
    }

    private void AddStages(JsonElement item, int index)
    {
        foreach (var stage in (string[])["in_progress", "searching", "completed"])
        {
            Add($"response.web_search_call.{stage}", ("item_id", item.TextAt("id")), ("output_index", index));
        }
    }

    private void AddPart(string type, (string, object?)[] place, object part)
    {
        if (!quirks.SignsCalls)
        {
            Add(type, [.. place, ("part", part)]);
        }
    }

    private void AddDeltas(string type, string field, JsonElement item, int index)
    {
        if (quirks.Arguments == ArgumentsTelling.WithItem)
        {
            return;
        }

        var payload = item.TextAt(field)!;
        (string, object?)[] place = [("item_id", item.TextAt("id")), ("output_index", index)];
        foreach (var piece in SseFrames.Pieces(payload, quirks.Arguments == ArgumentsTelling.Whole ? payload.Length : 7))
        {
            Add($"{type}.delta", [.. place, ("delta", piece)]);
        }

        Add($"{type}.done", [.. place, (field, payload)]);
    }

    private object WriteResponse(string status, IReadOnlyList<JsonElement> output) => new
    {
        id = $"resp_simulated{step.Number}",
        @object = "response",
        created_at = 1_795_000_000,
        status,
        model = body.TextAt("model"),
        output,
        error = (object?)null,
        incomplete_details = (object?)null,
        service_tier = step.Step.ServiceTier,
        access_programs = (object?)null,
        instructions = (object?)null,
        metadata = new { },
        parallel_tool_calls = true,
        temperature = 1,
        tool_choice = "auto",
        tools = Nothing,
        top_p = 1,
        usage = status == "completed" ? ReplyUsage.Write(step.Step, quirks) : null,
    };

    private void Add(string type, params (string Name, object? Value)[] fields)
    {
        var data = new Dictionary<string, object?> { ["type"] = type, ["sequence_number"] = frames.Count };
        foreach (var (name, value) in fields)
        {
            data[name] = value;
        }

        frames.Add(!quirks.NamesEvents ? SseFrames.Unnamed(data)
            : quirks.NamesEventsLast ? SseFrames.NamedLast(type, data)
            : SseFrames.Named(type, data));
    }
}
