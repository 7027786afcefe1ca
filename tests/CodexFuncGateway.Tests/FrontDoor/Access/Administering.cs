using System.Text;

namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>What an administrator with the key does.</summary>
internal static class Administering
{
    public static Task<Answer> AdministerAsync(this GatewayUnderTest gateway, HttpMethod method, string path, string? body = null, string key = GatewayUnderTest.AdminKey)
    {
        var request = Ask.For(method, $"/gateway/v1/{path}").WithoutKey().With(("Authorization", $"Bearer {key}"));
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return gateway.SendAsync(request);
    }

    /// <returns>The id and the value of a new key.</returns>
    public static async Task<(string Id, string Value)> CreateKeyAsync(this GatewayUnderTest gateway, string definition = "{}")
    {
        var created = await gateway.AdministerAsync(HttpMethod.Post, "keys", definition);
        Assert.Equal(201, created.Status);
        return (created.Json.GetProperty("id").GetString()!, created.Json.GetProperty("value").GetString()!);
    }

    public static HttpRequestMessage By(this HttpRequestMessage request, string key) => request.WithoutKey().With(("Authorization", $"Bearer {key}"));
}
