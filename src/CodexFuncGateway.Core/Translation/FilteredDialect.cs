using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using CodexFuncGateway.Catalog;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;
using CodexFuncGateway.Upstream;

namespace CodexFuncGateway.Translation;

/// <summary>
/// Any dialect, whose reply is looked through before it is told. What the filter holds back the client does not see, so it gets the signs of life of a
/// silent upstream meanwhile.
/// </summary>
internal sealed class FilteredDialect(IDialect dialect, Func<IReplyFilter> makeFilter) : IDialect
{
    public string Id => dialect.Id;

    public UpstreamRequest MapRequest(ResponsesRequest request, Route route) => dialect.MapRequest(request, route);

    public ValueTask<GatewayError> ReadErrorAsync(UpstreamReply reply, CancellationToken cancellationToken) => dialect.ReadErrorAsync(reply, cancellationToken);

    public async IAsyncEnumerable<ReplyPart> ReadReplyAsync(UpstreamReply reply, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = makeFilter();
        ExceptionDispatchInfo? failure;
        await using var parts = dialect.ReadReplyAsync(reply, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (bool hasPart; ;)
        {
            (hasPart, failure) = await NextAsync(parts);
            if (!hasPart)
            {
                break;
            }

            foreach (var told in filter.Accept(parts.Current))
            {
                yield return told;
            }
        }

        foreach (var told in filter.End())
        {
            yield return told;
        }

        failure?.Throw();
    }

    private static async ValueTask<(bool HasPart, ExceptionDispatchInfo? Failure)> NextAsync(IAsyncEnumerator<ReplyPart> parts)
    {
        try
        {
            return (await parts.MoveNextAsync(), null);
        }
#pragma warning disable CA1031 // Thrown again as it is; what the upstream had said until then is paid for, and must be counted first.
        catch (Exception exception)
        {
            return (false, ExceptionDispatchInfo.Capture(exception));
        }
#pragma warning restore CA1031
    }
}
