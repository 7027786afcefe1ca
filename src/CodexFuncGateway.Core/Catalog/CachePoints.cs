namespace CodexFuncGateway.Catalog;

/// <summary>Where a prompt may be marked for the cache, at upstreams that take a mark as a block of its own.</summary>
public enum CachePoints
{
    /// <summary>Nowhere.</summary>
    None,

    /// <summary>Behind text: after the system prompt, and at the end of a turn unless that is a tool's result or an image (Nova).</summary>
    BehindText,

    /// <summary>Behind anything, tools included (Claude).</summary>
    Anywhere,
}
