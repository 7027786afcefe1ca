using System.Text.Json;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// Writes a model as Codex's own catalog describes one (seen with Codex 0.169, 2026-11). One entry without its required fields makes Codex
/// throw the whole catalog away.
/// </summary>
internal static class CodexModelWriter
{
    private const int ToolOutputTokens = 10_000;

    public static void Write(Utf8JsonWriter json, ListedModel model, int priority, JsonEncodedText baseInstructions)
    {
        json.WriteStartObject();
        json.WriteString("slug", model.Slug);
        json.WriteString("display_name", model.DisplayName);
        json.WriteString("description", $"{model.First.Provider.DisplayName} through the gateway");
        WriteReasoning(json, model.First.Model);
        WriteTools(json, model);
        WriteWindow(json, model.ContextWindow);
        json.WriteBoolean("support_verbosity", model.TakesVerbosity);
        json.WriteBoolean("supported_in_api", true);
        json.WriteString("visibility", model.IsHidden ? "hide" : "list");
        json.WriteNumber("priority", priority);
        WriteServiceTiers(json, model);
        json.WriteString("base_instructions", baseInstructions);
        json.WriteEndObject();
    }

    private static void WriteReasoning(Utf8JsonWriter json, Model model)
    {
        json.WriteStartArray("supported_reasoning_levels");
        foreach (var effort in model.Efforts)
        {
            json.WriteStartObject();
            json.WriteString("effort", effort);
            json.WriteString("description", Describe(effort));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (model.DefaultEffort is not null)
        {
            json.WriteString("default_reasoning_level", model.DefaultEffort);
        }

        json.WriteString("default_reasoning_summary", "auto");
        json.WriteBoolean("supports_reasoning_summary_parameter", model.Efforts.Count > 0);
    }

    private static void WriteTools(Utf8JsonWriter json, ListedModel model)
    {
        json.WriteString("shell_type", "unified_exec");
        if (model.TakesTools)
        {
            json.WriteString("apply_patch_tool_type", "freeform");
        }

        json.WriteString("web_search_tool_type", "text");
        json.WriteBoolean("supports_search_tool", false);
        json.WriteBoolean("use_responses_lite", false);
        json.WriteString("multi_agent_version", "v1");
        json.WriteBoolean("include_skills_usage_instructions", true);
        json.WriteStartArray("experimental_supported_tools");
        json.WriteEndArray();
        json.WriteStartArray("input_modalities");
        json.WriteStringValue("text");
        if (model.TakesImages)
        {
            json.WriteStringValue("image");
        }

        json.WriteEndArray();
    }

    private static void WriteWindow(Utf8JsonWriter json, int contextWindow)
    {
        json.WriteNumber("context_window", contextWindow);
        json.WriteNumber("max_context_window", contextWindow);
        json.WriteNumber("effective_context_window_percent", 95);

        // A fifth is left for the answer and for the turn that does the compacting.
        json.WriteNumber("auto_compact_token_limit", contextWindow / 5 * 4);
        json.WriteStartObject("truncation_policy");
        json.WriteString("mode", "tokens");
        json.WriteNumber("limit", ToolOutputTokens);
        json.WriteEndObject();
    }

    private static void WriteServiceTiers(Utf8JsonWriter json, ListedModel model)
    {
        if (!model.HasPriorityTier)
        {
            return;
        }

        json.WriteStartArray("service_tiers");
        json.WriteStartObject();
        json.WriteString("id", "priority");
        json.WriteString("name", "Priority");
        json.WriteString("description", "Faster, at a higher price");
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static string Describe(string effort) => effort switch
    {
        "none" => "No reasoning before the answer",
        "minimal" => "As little reasoning as possible",
        "low" => "Little reasoning, quick answers",
        "medium" => "Balances speed and depth",
        "high" => "Thorough reasoning for hard problems",
        "xhigh" => "Very thorough reasoning for very hard problems",
        "max" => "As much reasoning as the model can do",
        _ => effort,
    };
}
