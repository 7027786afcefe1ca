namespace CodexFuncGateway.Errors;

/// <summary>A field or parameter that is not as it should be, refused under its own name.</summary>
internal static class FieldError
{
    /// <param name="rule">How the sentence goes on that begins with the name, such as "is a whole number".</param>
    public static GatewayException Of(string name, string rule) => new(new GatewayError(ErrorKind.InvalidRequest, $"'{name}' {rule}.") { Param = name });
}
