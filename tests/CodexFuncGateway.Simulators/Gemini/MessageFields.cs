namespace CodexFuncGateway.Simulators.Gemini;

/// <summary>
/// The messages of a request, by their definitions in Google's API reference (v1beta, seen 2026-11), as far as anybody sends them: each
/// field with its type, in JSON's spelling. A type in brackets repeats, one in braces is a map's.
/// </summary>
internal static class MessageFields
{
    private const string Definitions = """
        Request: contents [Content], systemInstruction Content, tools [Tool], toolConfig ToolConfig, generationConfig GenerationConfig, safetySettings [SafetySetting], cachedContent string
        Content: role string, parts [Part]
        Part: text string, thought bool, thoughtSignature bytes, functionCall FunctionCall, functionResponse FunctionResponse, inlineData Blob, fileData FileData, executableCode struct, codeExecutionResult struct, toolCall struct, toolResponse struct, videoMetadata struct
        FunctionCall: id string, name string, args struct
        FunctionResponse: id string, name string, response struct, parts [FunctionResponsePart], willContinue bool
        FunctionResponsePart: inlineData Blob
        Blob: mimeType string, data bytes
        FileData: mimeType string, fileUri string
        Tool: functionDeclarations [FunctionDeclaration], googleSearch struct, codeExecution struct, urlContext struct
        FunctionDeclaration: name string, description string, parameters Schema, parametersJsonSchema value, response Schema, responseJsonSchema value
        Schema: type Type, format string, title string, description string, nullable bool, enum [string], maxItems number, minItems number, properties {Schema}, required [string], minProperties number, maxProperties number, minLength number, maxLength number, pattern string, example value, anyOf [Schema], propertyOrdering [string], default value, items Schema, minimum number, maximum number
        ToolConfig: functionCallingConfig FunctionCallingConfig, retrievalConfig struct
        FunctionCallingConfig: mode Mode, allowedFunctionNames [string]
        GenerationConfig: stopSequences [string], responseMimeType string, responseSchema Schema, responseJsonSchema value, responseModalities [string], candidateCount number, maxOutputTokens number, temperature number, topP number, topK number, seed number, presencePenalty number, frequencyPenalty number, thinkingConfig ThinkingConfig
        ThinkingConfig: includeThoughts bool, thinkingBudget number, thinkingLevel ThinkingLevel
        SafetySetting: category string, threshold string
        """;

    private const string OfDeveloper = """
        Request: serviceTier ServiceTier
        ToolConfig: includeServerSideToolInvocations bool
        """;

    private const string OfVertex = """
        Request: labels struct
        FunctionResponsePart: fileData FileData
        FunctionCallingConfig: streamFunctionCallArguments bool
        """;

    /// <summary>The words of each enumeration; proto JSON takes them in upper case, and Google those of newer ones in lower case too.</summary>
    public static IReadOnlyDictionary<string, string[]> Words { get; } = new Dictionary<string, string[]>
    {
        ["Type"] = ["STRING", "NUMBER", "INTEGER", "BOOLEAN", "ARRAY", "OBJECT", "NULL"],
        ["Mode"] = ["AUTO", "ANY", "NONE", "VALIDATED"],
        ["ThinkingLevel"] = ["MINIMAL", "LOW", "MEDIUM", "HIGH"],
        ["ServiceTier"] = ["STANDARD", "FLEX", "PRIORITY"],
    };

    public static Dictionary<string, Dictionary<string, string>> Of(GeminiService service)
    {
        var messages = new Dictionary<string, Dictionary<string, string>>();
        foreach (var line in $"{Definitions}\n{(service.IsVertex ? OfVertex : OfDeveloper)}".Split('\n', StringSplitOptions.TrimEntries))
        {
            var (message, fields) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
            messages.TryAdd(message, []);
            foreach (var field in fields.Split(", "))
            {
                messages[message].Add(field.Split(' ')[0], field.Split(' ')[1]);
            }
        }

        return messages;
    }
}
