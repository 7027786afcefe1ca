namespace CodexFuncGateway.Http;

/// <summary>Which web pages may call the gateway: the <c>Cors:*</c> settings. Separated by commas; <c>*</c> allows all.</summary>
internal sealed record CorsOptions
{
    public string AllowedOrigins { get; init; } = "*";

    public string AllowedHeaders { get; init; } = "Content-Type, Authorization, X-Requested-With, X-Stainless-Timeout, X-Api-Key";
}
