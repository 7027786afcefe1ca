using System.Net;
using System.Text;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Tests.Upstream;

public sealed class UpstreamErrorsTests
{
    private static readonly Route Route = new(
        "test/model",
        new Provider { Name = "test", DisplayName = "Test AI", Dialect = "any" },
        new Model { Id = "model" },
        new Capabilities(),
        new ModelPrice { Rates = new PriceRates { Input = 1, Output = 1 } });

    [Theory]
    [InlineData(400, """{"error":{"message":"This is too long.","code":"context_length_exceeded"}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 3 tokens > 2 maximum"}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"message":"too many tokens: size limit exceeded by 25836 tokens","error_type":"TOO_MANY_TOKENS"}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """[{"error":{"code":400,"message":"The input token count (12) exceeds the maximum number of tokens allowed (10).","status":"INVALID_ARGUMENT"}}]""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"error":{"message":"Your input exceeds the context window of this model. Please adjust your input and try again.","type":"invalid_request_error","param":"input","code":null}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 199000 + 8192 > 200000"}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"message":"The model returned the following errors: Input Tokens Exceeded: Number of input tokens exceeds maximum length."}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"message":"Input is too long for requested model."}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"code":"invalid-argument","error":"This model's maximum prompt length is 131072 but the request contains 136973 tokens."}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"error":{"message":"prompt too long; exceeded max context length by 1119046 tokens","type":"invalid_request_error","param":null,"code":null}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"object":"error","message":"The decoder prompt (length 9) is longer than the maximum model length of 8.","type":"BadRequestError","code":400}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"object":"error","message":"Requested token count exceeds the model's maximum context length of 8 tokens.","code":400}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"error":{"message":"No room.","type":"too_many_prompt_tokens","code":400}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"object":"error","message":"Prompt contains 9 tokens, too large for model with 8 maximum context length","type":"invalid_request_error","code":"3051"}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(400, """{"error":{"code":400,"message":"This endpoint's maximum context length is 8 tokens. However, you requested about 9 tokens."}}""", ErrorKind.ContextLengthExceeded)]
    [InlineData(429, """{"message":"too many tokens processed","type":"too_many_tokens_error","code":"token_quota"}""", ErrorKind.RateLimited)]
    [InlineData(413, """{"error":{"message":"Request too large for model: Limit 8000, Requested 9000","type":"tokens","code":"rate_limit_exceeded"}}""", ErrorKind.RateLimited)]
    [InlineData(498, "", ErrorKind.RateLimited)]
    [InlineData(401, """{"detail":"Invalid API Key"}""", ErrorKind.UpstreamCredential)]
    [InlineData(403, """{"message":"The security token included in the request is invalid."}""", ErrorKind.UpstreamCredential)]
    [InlineData(400, """{"code":"invalid-argument","error":"Incorrect API key provided. You can obtain one."}""", ErrorKind.UpstreamCredential)]
    [InlineData(400, """{"error":{"code":400,"message":"No.","status":"INVALID_ARGUMENT","details":[{"reason":"API_KEY_INVALID"}]}}""", ErrorKind.UpstreamCredential)]
    [InlineData(402, """{"error":{"message":"Insufficient credits"}}""", ErrorKind.QuotaSpent)]
    [InlineData(429, """{"error":{"type":"insufficient_quota","message":"You exceeded your current quota."}}""", ErrorKind.QuotaSpent)]
    [InlineData(429, """{"type":"error","error":{"type":"rate_limit_error","message":"Spend limit.","details":{"error_code":"enforced_spend_limit_reached"}}}""", ErrorKind.QuotaSpent)]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ErrorKind.UpstreamOverloaded)]
    [InlineData(503, "<html><body>Service Unavailable</body></html>", ErrorKind.UpstreamOverloaded)]
    [InlineData(504, """{"error":{"status":"DEADLINE_EXCEEDED","message":"Too slow."}}""", ErrorKind.UpstreamTimeout)]
    [InlineData(404, """{"error":"model 'x' not found"}""", ErrorKind.InvalidRequest)]
    [InlineData(422, """{"detail":[{"loc":["body"],"msg":"Extra inputs are not permitted","type":"extra_forbidden"}]}""", ErrorKind.InvalidRequest)]
    [InlineData(500, "oops", ErrorKind.UpstreamFailed)]
    [InlineData(502, "", ErrorKind.UpstreamFailed)]
    public async Task A_complaint_gets_the_kind_that_decides_what_happens_next(int status, string body, ErrorKind expected)
    {
        var error = await ReadAsync(status, body);

        Assert.Equal(expected, error.Kind);
        Assert.Equal(status, error.UpstreamStatus);
    }

    [Theory]
    [InlineData("""{"error":{"code":429,"message":"Provider returned error","metadata":{"raw":"busy"}}}""", ErrorKind.RateLimited)]
    [InlineData("""{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", ErrorKind.UpstreamOverloaded)]
    [InlineData("""{"error":{"type":"invalid_request_error","message":"No such tool."}}""", ErrorKind.InvalidRequest)]
    [InlineData("""{"type":"error","error":{"type":"api_error","message":"Internal"}}""", ErrorKind.UpstreamFailed)]
    public void A_complaint_in_mid_stream_is_understood_without_a_status(string body, ErrorKind expected)
    {
        var error = UpstreamErrors.Classify(UpstreamErrorBody.Read(Encoding.UTF8.GetBytes(body)), Route);

        Assert.Equal(expected, error.Kind);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Provider returned error","metadata":{"raw":"busy"}}}""", "Test AI: Provider returned error: busy")]
    [InlineData("""{"object":"error","message":{"detail":[{"msg":"Field required"}]}}""", "Test AI: Field required")]
    [InlineData("plain words", "Test AI: plain words")]
    [InlineData("<html>nginx</html>", "Test AI answered with status 400 and no explanation.")]
    [InlineData("""{"error":{"message":"cut o""", "Test AI answered with status 400 and no explanation.")]
    [InlineData("", "Test AI answered with status 400 and no explanation.")]
    public async Task The_upstream_s_own_words_are_kept_where_it_has_any(string body, string expected)
    {
        Assert.Equal(expected, (await ReadAsync(400, body)).Message);
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-canary-123456."}}""")]
    [InlineData(429, """{"error":{"message":"Rate limit reached in organization org-canary123456 on requests."}}""")]
    public async Task Keys_and_account_names_are_never_repeated(int status, string body)
    {
        Assert.DoesNotContain("canary", (await ReadAsync(status, body)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("retry-after", "7", "{}", 7_000)]
    [InlineData("retry-after-ms", "250", "{}", 250)]
    [InlineData("retry-after", "Wed, 21 Oct 2026 07:28:30 GMT", "{}", 30_000)]
    [InlineData("x-other", "1", """{"error":{"message":"Please try again in 7.66s."}}""", 7_660)]
    [InlineData("x-other", "1", """{"error":{"status":"RESOURCE_EXHAUSTED","message":"Slow.","details":[{"retryDelay":"34.4s"}]}}""", 34_400)]
    public async Task The_time_to_wait_is_found_in_header_body_or_message(string header, string value, string body, double milliseconds)
    {
        var error = await ReadAsync(429, body, (header, value), ("date", "Wed, 21 Oct 2026 07:28:00 GMT"));

        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), error.RetryAfter);
    }

    [Fact]
    public async Task A_body_without_end_is_not_read_to_its_end()
    {
        await using var endless = new EndlessStream();

        var error = await UpstreamErrors.ReadAsync(Reply(500, endless), CancellationToken.None);

        Assert.Equal(ErrorKind.UpstreamFailed, error.Kind);
        Assert.InRange(endless.BytesRead, 1, 64 * 1024);
    }

    private static async Task<GatewayError> ReadAsync(int status, string body, params (string Name, string Value)[] headers) =>
        await UpstreamErrors.ReadAsync(Reply(status, new MemoryStream(Encoding.UTF8.GetBytes(body)), headers), CancellationToken.None);

    private static UpstreamReply Reply(int status, Stream body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return new UpstreamReply(Route, status, response.Headers, body);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'x');
            BytesRead += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
