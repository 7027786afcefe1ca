using CodexFuncGateway.Keys.Entra;

namespace CodexFuncGateway.Http.Administration;

/// <summary>App roles of a signed-in user → what they may administer.</summary>
internal static class EntraAdministrators
{
    private static readonly (string Role, Rights Rights)[] Roles =
    [
        ("admin", Rights.All),
        ("keys", Rights.Keys),
        ("budgets", Rights.Budgets),
        ("costs:read", Rights.ReadCosts),
        ("audit:read", Rights.ReadAudit),
    ];

    public static Administrator Map(ClientPrincipal principal) =>
        new(principal.Id, Roles.Where(role => principal.Roles.Contains(role.Role)).Aggregate(Rights.None, (rights, role) => rights | role.Rights))
        {
            DisplayName = principal.Name,
        };
}
