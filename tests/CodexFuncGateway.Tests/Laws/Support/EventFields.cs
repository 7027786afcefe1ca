using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>
/// The fields that OpenAI's schema requires of the events, items and objects that the gateway writes (OpenAPI document 2.3.0 of its API,
/// read 2026-11), by hand. Ids and statuses of items are optional there in places; clients rely on them, so they are required here.
/// </summary>
internal static class EventFields
{
    private static readonly Dictionary<string, string> Events = new()
    {
        ["response.created"] = "response",
        ["response.in_progress"] = "response",
        ["response.completed"] = "response",
        ["response.incomplete"] = "response",
        ["response.failed"] = "response",
        ["response.output_item.added"] = "output_index item",
        ["response.output_item.done"] = "output_index item",
        ["response.content_part.added"] = "item_id output_index content_index part",
        ["response.content_part.done"] = "item_id output_index content_index part",
        ["response.output_text.delta"] = "item_id output_index content_index delta logprobs",
        ["response.output_text.done"] = "item_id output_index content_index text logprobs",
        ["response.reasoning_summary_part.added"] = "item_id output_index summary_index part",
        ["response.reasoning_summary_part.done"] = "item_id output_index summary_index part",
        ["response.reasoning_summary_text.delta"] = "item_id output_index summary_index delta",
        ["response.reasoning_summary_text.done"] = "item_id output_index summary_index text",
        ["response.function_call_arguments.delta"] = "item_id output_index delta",
        ["response.function_call_arguments.done"] = "item_id output_index name arguments",
        ["response.custom_tool_call_input.delta"] = "item_id output_index delta",
        ["response.custom_tool_call_input.done"] = "item_id output_index input",
    };

    private static readonly Dictionary<string, string> Items = new()
    {
        ["message"] = "id role content status",
        ["reasoning"] = "id summary",
        ["function_call"] = "id call_id name arguments status",
        ["custom_tool_call"] = "id call_id name input status",
        ["output_text"] = "text annotations logprobs",
        ["summary_text"] = "text",
    };

    private const string Response =
        "id object created_at status model error incomplete_details instructions tools output parallel_tool_calls metadata tool_choice temperature top_p usage";

    private const string Usage = "input_tokens input_tokens_details output_tokens output_tokens_details total_tokens";

    /// <summary>The event's type must be one of the table's, and all that is required must be there, down to its items.</summary>
    public static void Require(JsonElement told)
    {
        var type = told.GetProperty("type").GetString()!;
        Assert.True(Events.TryGetValue(type, out var fields), $"Nothing is known of events of type {type}.");
        RequireFields(told, $"sequence_number {fields}");
        if (told.TryGetProperty("item", out var item))
        {
            RequireItem(item);
        }

        if (told.TryGetProperty("part", out var part))
        {
            RequireItem(part);
        }

        if (told.TryGetProperty("response", out var response))
        {
            RequireResponse(response);
        }
    }

    private static void RequireResponse(JsonElement response)
    {
        RequireFields(response, Response);
        foreach (var item in response.GetProperty("output").EnumerateArray())
        {
            RequireItem(item);
        }

        if (response.GetProperty("usage") is { ValueKind: JsonValueKind.Object } usage)
        {
            RequireFields(usage, Usage);
        }
    }

    private static void RequireItem(JsonElement item)
    {
        RequireFields(item, Items[item.GetProperty("type").GetString()!]);
        foreach (var list in (string[])["content", "summary"])
        {
            if (item.TryGetProperty(list, out var parts))
            {
                Assert.All(parts.EnumerateArray(), RequireItem);
            }
        }
    }

    private static void RequireFields(JsonElement value, string names) =>
        Assert.All(names.Split(' '), name => Assert.True(value.TryGetProperty(name, out _), $"'{name}' is missing in {value.GetRawText()}"));
}
