using System.Text;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.Laws;

/// <summary>An upstream's complaint becomes an error that helps, and that gives nothing away.</summary>
[Collection(RunAlone.Name)]
public sealed class ErrorLaws
{
    /// <summary>How the services that were recorded say that a prompt is too long.</summary>
    private static readonly string[] Overflows =
        ["context_length_exceeded", "TOO_MANY_TOKENS", "Input Tokens Exceeded", "input is too long", "prompt is too long", "maximum number of tokens allowed", "max context length", "maximum context length"];

    public static TheoryData<string> Complaints { get; } = LawCases.Names(@case => @case.Recording.IsError);

    [Theory]
    [MemberData(nameof(Complaints))]
    public async Task A_complaint_has_a_kind_that_fits_its_status_and_words_that_may_be_repeated(string name)
    {
        var @case = LawCases.Get(name);

        var error = await @case.Dialect.ReadErrorAsync(@case.Reply(new MemoryStream(@case.Recording.Body)), CancellationToken.None);

        Assert.Contains(error.Kind, Fitting(@case.Recording.Status));
        Assert.Equal(@case.Recording.Status, error.UpstreamStatus);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        Assert.DoesNotContain("<html", error.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotMatch(@"sk-[A-Za-z0-9]|Bearer \w|org-[A-Za-z0-9]{4}|gsk_\w|xai-\w", error.Message);
    }

    [Theory]
    [MemberData(nameof(Complaints))]
    public async Task A_prompt_that_is_too_long_is_called_that(string name)
    {
        var @case = LawCases.Get(name);

        var error = await @case.Dialect.ReadErrorAsync(@case.Reply(new MemoryStream(@case.Recording.Body)), CancellationToken.None);

        Assert.Equal(@case.Recording.Status != 429 && IsTooLong(Encoding.UTF8.GetString(@case.Recording.Body)), error.Kind == ErrorKind.ContextLengthExceeded);
    }

    private static bool IsTooLong(string body) => Overflows.Any(words => body.Contains(words, StringComparison.OrdinalIgnoreCase));

    private static ErrorKind[] Fitting(int status) => status switch
    {
        401 or 403 => [ErrorKind.UpstreamCredential],
        429 => [ErrorKind.RateLimited, ErrorKind.QuotaSpent],
        < 500 => [ErrorKind.InvalidRequest, ErrorKind.ContextLengthExceeded, ErrorKind.UpstreamCredential, ErrorKind.QuotaSpent],
        _ => [ErrorKind.UpstreamFailed, ErrorKind.UpstreamOverloaded, ErrorKind.UpstreamTimeout],
    };
}
