using System.Text.Encodings.Web;
using System.Text.Json;

namespace CodexFuncGateway.Simulators.Bedrock;

/// <summary>AWS's errors: the type in a header, the message in the body.</summary>
internal static class BedrockErrors
{
    private const string Origin = "http://internal.amazon.com/coral/com.amazon.bedrock/";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Rejection Validation(string message) => Write(400, "ValidationException", message);

    public static Rejection Write(int status, string type, string message) => new(status, JsonSerializer.Serialize(new { message }, Plain))
    {
        Headers = new Dictionary<string, string> { ["x-amzn-ErrorType"] = $"{type}:{Origin}", ["x-amzn-RequestId"] = "aws-simulated" },
    };
}
