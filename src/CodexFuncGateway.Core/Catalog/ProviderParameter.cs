using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// Something that a provider's addresses and credentials leave open, such as a region. What is configured holds; else what follows from another parameter;
/// else the default.
/// </summary>
public sealed record ProviderParameter
{
    /// <summary>Without one, and without configuration, the parameter has no value. May name other parameters in braces.</summary>
    public string? Default { get; init; }

    /// <summary>The conventional environment variables that hold the value.</summary>
    public IReadOnlyList<string> Environment { get => field ?? []; init; }

    /// <summary>The parameter whose value chooses among <see cref="Cases"/>.</summary>
    public string? By { get; init; }

    /// <summary>A value of <see cref="By"/>, or nothing where that has none → this parameter's own value, which may name others in braces.</summary>
    public IReadOnlyDictionary<string, string> Cases { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>What <c>Providers:&lt;name&gt;:Parameters:&lt;parameter&gt;</c> says, or else the first of the variables that is set.</summary>
    [JsonIgnore]
    public string? Configured { get; init; }
}
