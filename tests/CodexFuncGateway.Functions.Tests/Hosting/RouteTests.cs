using Microsoft.Azure.Functions.Worker;

namespace CodexFuncGateway.Functions.Tests.Hosting;

public sealed class RouteTests
{
    [Theory]
    [InlineData("POST", "/responses", "responses")]
    [InlineData("GET", "/responses", "responses")]
    [InlineData("POST", "/responses/compact", "responses")]
    [InlineData("POST", "/chat/completions", "chat")]
    [InlineData("GET", "/models", "models")]
    [InlineData("HEAD", "/models", "models")]
    [InlineData("GET", "/models/openai/gpt-5.4-mini", "models")]
    public void Every_path_of_the_API_is_a_function_of_its_own_under_every_prefix(string method, string path, string name)
    {
        foreach (var (prefix, suffix) in new[] { ("/openai/v1", "openai-v1"), ("/v1", "v1"), ("/openai", "openai"), ("", "root") })
        {
            Assert.Equal($"{name}-{suffix}", NameOf(method, prefix + path));
        }
    }

    [Theory]
    [InlineData("GET", "/health", "health")]
    [InlineData("PUT", "/gateway/v1/keys/dev", "administration")]
    [InlineData("GET", "/portal", "portal")]
    [InlineData("GET", "/portal/portal.js", "portal")]
    [InlineData("DELETE", "/openai/v1/responses", "everything-else")]
    [InlineData("OPTIONS", "/openai/v1/responses", "everything-else")]
    [InlineData("GET", "/nothing/here", "everything-else")]
    [InlineData("GET", "/", "everything-else")]
    public void What_is_beside_the_API_has_its_functions_and_one_takes_the_rest(string method, string path, string name) => Assert.Equal(name, NameOf(method, path));

    [Fact]
    public void A_method_that_no_function_takes_is_refused_by_the_host() => Assert.DoesNotContain(HttpFunction.All, function => function.Serves("TRACE", "/responses"));

    [Fact]
    public void HEAD_is_listed_wherever_GET_answers_since_the_host_does_not_imply_it() =>
        Assert.All(HttpFunction.All, function => Assert.True(
            !function.Methods.Contains("get") || function.Methods.Contains("post") || function.Methods.Contains("head"), $"{function.Name} takes GET without HEAD."));

    [Fact]
    public void No_route_starts_with_a_word_that_the_host_keeps_for_itself() =>
        Assert.DoesNotContain(HttpFunction.All, function => function.Route.StartsWith("admin", StringComparison.Ordinal) || function.Route.StartsWith("runtime", StringComparison.Ordinal));

    [Fact]
    public void No_function_asks_for_a_key_of_the_host_since_the_gateway_has_its_own()
    {
        Assert.All(HttpFunction.All, function => Assert.Equal(AuthorizationLevel.Anonymous, function.Level));
        Assert.Distinct(HttpFunction.All.Select(function => function.Name));
    }

    private static string? NameOf(string method, string path) => HttpFunction.All.FirstOrDefault(function => function.Serves(method, path))?.Name;
}
