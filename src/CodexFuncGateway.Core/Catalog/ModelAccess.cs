using System.IO.Enumeration;
using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Catalog;

/// <summary>
/// Which models a caller may use: patterns in which <c>*</c> stands for any characters. A list that is not set allows everything; one that is set
/// allows what it names and nothing else, so an empty one allows nothing.
/// </summary>
public sealed record ModelAccess
{
    public static readonly ModelAccess Unrestricted = new();

    /// <summary>A pattern with a slash is held against <c>provider/model</c>, one without against the model alone; either against an alias.</summary>
    public IReadOnlyList<string>? Models { get; init; }

    /// <summary>Against the names of providers.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    public bool IsUnrestricted => Models is null && Providers is null;

    /// <summary>The same text for the same rules.</summary>
    public override string ToString() => $"{Join(Models)}\0{Join(Providers)}";

    public bool Allows(string modelAsked, ModelOffer offer) => Allows(modelAsked, offer.Provider, offer.Model, offer.Name);

    /// <summary>Those of the routes that the caller may use: a fallback is held to the same rule as the first choice.</summary>
    /// <exception cref="GatewayException">There is none.</exception>
    public IReadOnlyList<Route> Require(IReadOnlyList<Route> routes)
    {
        if (IsUnrestricted)
        {
            return routes;
        }

        Route[] allowed = [.. routes.Where(route => Allows(route.ModelAsked, route.Provider, route.Model, route.Name))];
        return allowed.Length > 0 ? allowed : throw new GatewayException(new GatewayError(
            ErrorKind.Forbidden, $"This key may not use the model {routes[0].ModelAsked}. GET /models lists those that it may use.")
        {
            Param = "model",
        });
    }

    private bool Allows(string modelAsked, Provider provider, Model model, string name) =>
        (Providers is null || Providers.Any(pattern => Matches(pattern, provider.Name))) &&
        (Models is null || Models.Any(pattern => Matches(pattern, name) || MatchesShort(pattern, modelAsked, model, name)));

    private static bool MatchesShort(string pattern, string modelAsked, Model model, string name)
    {
        var isAlias = !modelAsked.Equals(name, StringComparison.OrdinalIgnoreCase) && !modelAsked.Equals(model.Id, StringComparison.OrdinalIgnoreCase);
        return (isAlias && Matches(pattern, modelAsked)) || (!pattern.Contains('/', StringComparison.Ordinal) && Matches(pattern, model.Id));
    }

    /// <summary>A pattern holds no control character.</summary>
    private static string Join(IReadOnlyList<string>? patterns) => patterns is null ? "*" : string.Join('\n', patterns.Prepend(""));

    private static bool Matches(string pattern, string name) => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: true);
}
