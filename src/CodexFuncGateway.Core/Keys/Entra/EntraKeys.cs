using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Keys.Entra;

/// <summary>The virtual key that a signed-in user has without being given one.</summary>
internal sealed class EntraKeys(EntraOptions options, PrincipalReader reader)
{
    /// <exception cref="GatewayException">The sign-in is none of ours, or may not use models.</exception>
    public VirtualKey Read(string header)
    {
        var principal = reader.Read(header);
        return options.ApiAccess && (options.ApiRole.Length == 0 || principal.Roles.Contains(options.ApiRole))
            ? new VirtualKey(principal.Id)
            {
                Name = principal.Name,
                Owner = principal.Name,
                User = principal.Name,
                Team = TeamOf(principal),
                Access = options.Access,
                Limits = options.Limits,
            }
            : throw new GatewayException(ErrorKind.Forbidden, "You are signed in, but may not use models without a virtual key.");
    }

    /// <summary>That of the role, or else the group, whose name comes first: the order in settings is not kept.</summary>
    private string? TeamOf(ClientPrincipal principal) => options.Teams
        .Where(team => principal.Roles.Contains(team.Key) || principal.Groups.Contains(team.Key))
        .OrderBy(team => principal.Roles.Contains(team.Key) ? 0 : 1).ThenBy(team => team.Key, StringComparer.Ordinal)
        .Select(team => team.Value).FirstOrDefault();
}
