namespace CodexFuncGateway.Catalog;

/// <summary>How a model is told how much to think.</summary>
public enum ThinkingControl
{
    /// <summary>It cannot be told.</summary>
    None,

    /// <summary>A word such as <c>low</c> or <c>high</c>.</summary>
    Effort,

    /// <summary>A budget in tokens (Claude up to 4.5).</summary>
    Budget,

    /// <summary>The model decides, within an effort (Claude 4.6 and later).</summary>
    Adaptive,

    /// <summary>As <see cref="Adaptive"/>, and thinking cannot be switched off.</summary>
    AdaptiveAlways,
}
