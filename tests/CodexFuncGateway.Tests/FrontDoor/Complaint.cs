using System.Text;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FrontDoor;

/// <summary>How providers refuse, each in the shape of its own errors.</summary>
internal static class Complaint
{
    public const string Text = "The simulated provider does not like this.";

    public static string Of(Wire wire, int status) => wire.Provider switch
    {
        "anthropic" => $$$"""{"type":"error","error":{"type":"{{{AnthropicType(status)}}}","message":"{{{Text}}}"},"request_id":"req_upstream"}""",
        "bedrock" => $$"""{"message":"{{Text}}"}""",
        "cohere" => $$$"""{"id":"00000000-upstream","message":"{{{Text}}}"}""",
        "gemini" => $$$"""{"error":{"code":{{{status}}},"message":"{{{Text}}}","status":"{{{GoogleStatus(status)}}}"}}""",
        _ => $$$"""{"error":{"message":"{{{Text}}}","type":"{{{OpenAIType(status)}}}","param":null,"code":null}}""",
    };

    /// <summary>The same inside a stream that began with status 200.</summary>
    public static string InStream(Wire wire) => wire.Provider switch
    {
        "anthropic" => "event: error\ndata: " + Of(wire, 529) + "\n\n",
        "bedrock" => """exception serviceUnavailableException {"message":"The simulated provider does not like this."}""" + "\n",
        "cohere" => """data: {"type":"message-end","delta":{"error":"The simulated provider does not like this.","finish_reason":"ERROR"}}""" + "\n\n",
        "gemini" => $"data: {Of(wire, 503)}\n\n",
        "groq" => """data: {"error":{"message":"The simulated provider does not like this.","type":"server_error","code":"service_unavailable","status_code":503}}""" + "\n\n",
        _ => """
            event: error
            data: {"type":"error","sequence_number":2,"code":"server_is_overloaded","message":"The simulated provider does not like this.","param":null}
            """ + "\n\n",
    };

    /// <summary>A stream's text as it goes over the wire; that of a binary one has a line for each message.</summary>
    public static byte[] Encode(Wire wire, string stream) => wire.Provider == "bedrock"
        ? EventStreamFrame.Join(stream.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        : Encoding.UTF8.GetBytes(stream);

    public static IReadOnlyDictionary<string, string> StreamHeaders(Wire wire) => new Dictionary<string, string>
    {
        ["content-type"] = wire.Provider == "bedrock" ? "application/vnd.amazon.eventstream" : "text/event-stream",
    };

    /// <summary>What becomes of <see cref="InStream"/>; not every provider says in mid-stream what is wrong with it.</summary>
    public static (int Status, string Code) Told(Wire wire) => wire.Provider == "cohere" ? (502, "server_error") : (503, "server_is_overloaded");

    private static string AnthropicType(int status) => status switch
    {
        400 => "invalid_request_error",
        401 => "authentication_error",
        403 => "permission_error",
        404 => "not_found_error",
        429 => "rate_limit_error",
        529 => "overloaded_error",
        _ => "api_error",
    };

    private static string GoogleStatus(int status) => status switch
    {
        400 => "INVALID_ARGUMENT",
        401 => "UNAUTHENTICATED",
        403 => "PERMISSION_DENIED",
        404 => "NOT_FOUND",
        429 => "RESOURCE_EXHAUSTED",
        500 => "INTERNAL",
        _ => "UNAVAILABLE",
    };

    private static string OpenAIType(int status) => status switch
    {
        429 => "rate_limit_exceeded",
        >= 500 => "server_error",
        _ => "invalid_request_error",
    };
}
