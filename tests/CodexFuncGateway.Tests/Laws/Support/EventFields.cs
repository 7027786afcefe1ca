using System.Text.Json;

namespace CodexFuncGateway.Tests.Laws.Support;

/// <summary>
/// The fields of the gateway's own events: those that the SDK's types require, and some that they leave open because requests use the same types. Clients
/// rely on them.
/// </summary>
internal static class EventFields
{
    private static readonly Dictionary<string, string> Items = new()
    {
        ["message"] = "id status",
        ["reasoning"] = "id",
        ["function_call"] = "id status",
        ["custom_tool_call"] = "id status",
        ["web_search_call"] = "id status action",
    };

    public static void Require(JsonElement told)
    {
        SdkTypes.Require(told, "ResponseStreamEvent");
        if (told.TryGetProperty("item", out var item))
        {
            RequireItem(item);
        }

        if (told.TryGetProperty("response", out var response))
        {
            RequireFields(response, "status usage");
            Assert.All(response.GetProperty("output").EnumerateArray(), RequireItem);
        }
    }

    private static void RequireItem(JsonElement item) => RequireFields(item, Items[item.GetProperty("type").GetString()!]);

    private static void RequireFields(JsonElement value, string names) =>
        Assert.All(names.Split(' '), name => Assert.True(value.TryGetProperty(name, out _), $"'{name}' is missing in {value.GetRawText()}"));
}
