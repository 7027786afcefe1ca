using System.Collections.ObjectModel;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CodexFuncGateway.Catalog;

/// <summary>Someone who speaks a dialect at an address. Read from <c>data/providers/*.json</c> and from <c>Providers:*</c> settings.</summary>
/// <remarks>Defaults stand in the getters: a source-generated JSON reader sets every <c>init</c> property, also those the JSON leaves out.</remarks>
public sealed record Provider
{
    /// <summary>The first part of <c>provider/model</c>, and the name of its settings and secrets.</summary>
    public required string Name { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>What OpenTelemetry's conventions for generative AI call it, where that is not its name.</summary>
    public string TelemetryName { get => field ?? Name; init; }

    /// <summary>The id of the dialect it speaks.</summary>
    public required string Dialect { get; init; }

    /// <summary>Where it listens, without a trailing slash; may name <see cref="Parameters"/> in braces. Null until configured (self-hosted models).</summary>
    public string? BaseUrl { get; init; }

    /// <summary>Whether credentials and conversations may travel to it unencrypted, because the network between is private. Loopback needs no leave.</summary>
    public bool AllowHttp { get; init; }

    /// <summary>What follows the address, where that is not the dialect's usual path; may name <see cref="Parameters"/>, and the upstream's model as <c>{model}</c>.</summary>
    public string? Path { get; init; }

    /// <summary>What addresses and credentials leave open, by name; the values are set with <c>Providers:&lt;name&gt;:Parameters:&lt;parameter&gt;</c>.</summary>
    public IReadOnlyDictionary<string, ProviderParameter> Parameters { get => field ?? ReadOnlyDictionary<string, ProviderParameter>.Empty; init; }

    /// <summary>
    /// Hosts other than its own to which its replies may send on, with the credential, by HTTPS; <c>*.</c> in front stands for all below a
    /// domain. Only for dialects that take more than one request.
    /// </summary>
    public IReadOnlyList<string> FollowUpHosts { get => field ?? []; init; }

    public ProviderAuth Auth { get => field ?? new(); init; }

    /// <summary>Headers sent with every request, such as <c>anthropic-version</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>Whether its models may be asked for without its name in front.</summary>
    public bool BareNames { get; init; }

    /// <summary>Whether models that the data does not list may be asked for, at <see cref="DefaultPrice"/>.</summary>
    public bool AnyModel { get; init; }

    /// <summary>What a model costs that has no price of its own; null means that it has none and is refused.</summary>
    public ModelPrice? DefaultPrice { get; init; }

    /// <summary>Deviations from the defaults of <see cref="Catalog.Capabilities"/>; kept as JSON so that a model's own can be laid over them.</summary>
    public JsonElement? Capabilities { get; init; }

    /// <summary>Whether its address is complete, so that it can be asked; its models may still have addresses of their own.</summary>
    [JsonIgnore]
    public bool HasAddress => Refusals.MissingAddress(this, ModelParameters.Of(this).Model) is null;
}
