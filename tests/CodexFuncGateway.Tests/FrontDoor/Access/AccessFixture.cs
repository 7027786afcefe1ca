using System.Text;
using CodexFuncGateway.Simulators;
using CodexFuncGateway.Tests.Keys;

namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>Two gateways, one behind App Service authentication and one not, with a key of every sort.</summary>
public sealed class AccessFixture : IAsyncLifetime
{
    private readonly Dictionary<string, string> keys = [];
    private UpstreamSimulator upstream = null!;
    private GatewayUnderTest signedIn = null!;

    /// <summary>Not behind App Service authentication.</summary>
    public GatewayUnderTest Gateway { get; private set; } = null!;

    /// <summary>The id of a key that can be administered.</summary>
    public string KeyId { get; private set; } = "";

    public async Task InitializeAsync()
    {
        upstream = await Wire.OpenAI.StartAsync();
        Gateway = await GatewayUnderTest.StartAsync(Wire.OpenAI.At(upstream));
        signedIn = await GatewayUnderTest.StartAsync([.. Wire.OpenAI.At(upstream), .. Principals.Believed, ("Entra:ApiAccess", "true")]);
        foreach (var (caller, definition) in AccessTable.Keys)
        {
            var created = await Gateway.AdministerAsync(HttpMethod.Post, "keys", definition);
            keys[caller] = created.Json.GetProperty("value").GetString()!;
            KeyId = created.Json.GetProperty("id").GetString()!;
        }

        Gateway.Time.Advance(TimeSpan.FromHours(1));
    }

    internal async Task<Answer> AskAsync(AccessRow row, string caller)
    {
        var request = Ask.For(new HttpMethod(row.Method), row.Path.Replace("{id}", KeyId, StringComparison.Ordinal)).WithoutKey();
        if (row.Body is { } body)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return await (caller == "reader" ? signedIn : Gateway).SendAsync(request.With(Headers(caller)));
    }

    public async Task DisposeAsync()
    {
        await Gateway.DisposeAsync();
        await signedIn.DisposeAsync();
        await upstream.DisposeAsync();
    }

    private (string Name, string Value)[] Headers(string caller) => caller switch
    {
        "none" => [],
        "wrong key" => [("Authorization", "Bearer gw-nobodys")],
        "admin" => [("Authorization", $"Bearer {GatewayUnderTest.AdminKey}")],
        "reader" => [("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["costs:read"]))],
        "forged header" => [("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["admin", "use"])), ("X-MS-CLIENT-PRINCIPAL-ID", Principals.ObjectId)],
        _ => [("Authorization", $"Bearer {keys[caller]}")],
    };
}
