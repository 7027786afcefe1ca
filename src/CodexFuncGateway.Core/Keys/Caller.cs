namespace CodexFuncGateway.Keys;

/// <summary>What a request shows of who sent it; nothing of it is believed yet.</summary>
public sealed record Caller
{
    /// <summary>The secret, from whichever header; null where none was sent.</summary>
    public string? Secret { get; init; }

    /// <summary>What App Service authentication says of a signed-in user; always null while that is not configured, whatever was sent.</summary>
    public string? Principal { get; init; }

    /// <summary>Whence the request came; null where that cannot be told, as behind a proxy on the same machine.</summary>
    public string? Address { get; init; }
}
