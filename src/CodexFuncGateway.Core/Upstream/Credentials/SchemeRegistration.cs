using CodexFuncGateway.Upstream.Credentials.Aws;
using CodexFuncGateway.Upstream.Credentials.Entra;
using CodexFuncGateway.Upstream.Credentials.Google;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Upstream.Credentials;

/// <summary>The ways to prove who asks that this gateway knows; a new one is a class and a line here.</summary>
internal static class SchemeRegistration
{
    public static IServiceCollection AddCredentialSchemes(this IServiceCollection services) => services
        .AddSingleton(provider => new ForeignIdentity(provider.GetService<IAccessTokenSource>()))
        .AddSingleton<ICredentialScheme, HeaderScheme>()
        .AddSingleton<ICredentialScheme, AwsScheme>()
        .AddSingleton<ICredentialScheme>(provider => Tokens("google", provider, ActivatorUtilities.CreateInstance<GoogleTokens>(provider)))
        .AddSingleton<ICredentialScheme>(provider => Tokens("entra", provider, new EntraTokens(provider.GetService<IAccessTokenSource>())));

    private static TokenScheme Tokens(string name, IServiceProvider provider, ITokenIssuer issuer) => new(name, issuer, provider.GetRequiredService<TimeProvider>());
}
