using CodexFuncGateway.Catalog;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>A request that lacks nothing but proof of who sends it.</summary>
/// <param name="Message">Address and headers as they will be sent; a scheme adds its own.</param>
/// <param name="Body">The content's bytes, for schemes that sign them.</param>
/// <param name="Route">Whom it goes to.</param>
/// <param name="Preference">Which of several keys it should be given.</param>
public sealed record UnauthorisedRequest(HttpRequestMessage Message, ReadOnlyMemory<byte> Body, Route Route, KeyPreference Preference);
