using CodexFuncGateway.Errors;

namespace CodexFuncGateway.Tests.Dialects.OpenAIResponses;

public sealed class ResponsesErrorTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"Your input exceeds the context window of this model.","type":"invalid_request_error","param":"input","code":"context_length_exceeded"}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(429, """{"error":{"message":"You exceeded your current quota.","type":"insufficient_quota","code":"insufficient_quota"}}""", ErrorKind.QuotaSpent)]
    [InlineData(400, """{"code":"invalid-argument","error":"Incorrect API key provided: xx."}""", ErrorKind.UpstreamCredential)]
    [InlineData(401, """{"error":{"code":"401","message":"Access denied due to invalid subscription key or wrong API endpoint."}}""", ErrorKind.UpstreamCredential)]
    [InlineData(429, """{"error":{"code":"RateLimitReached","message":"Too many tokens."}}""", ErrorKind.RateLimited)]
    [InlineData(422, "Failed to deserialize the JSON body into the target type", ErrorKind.InvalidRequest)]
    [InlineData(503, """{"error":{"code":"server_is_overloaded","message":"Busy."}}""", ErrorKind.UpstreamOverloaded)]
    public async Task Complaints_of_these_hosts_are_understood(int status, string body, ErrorKind kind)
    {
        Assert.Equal(kind, (await ResponsesFixture.ReadErrorAsync(ResponsesFixture.Reply(body, status: status, contentType: "application/json"))).Kind);
    }
}
