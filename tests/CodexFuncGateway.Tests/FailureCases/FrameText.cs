using System.Text;
using CodexFuncGateway.Simulators.EventStreams;
using CodexFuncGateway.Tests.Laws.Support;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Changes what the frames of a reply say, also where they are binary and have checksums.</summary>
internal static class FrameText
{
    public static IEnumerable<byte[]> Replace(string column, IReadOnlyList<byte[]> frames, string what, string by) =>
        Change(column, frames, text => text.Replace(what, by, StringComparison.Ordinal));

    public static IEnumerable<byte[]> Change(string column, IReadOnlyList<byte[]> frames, Func<string, string> change) => frames.Select(frame => column == Column.Bedrock
        ? EventStreamFrame.Split(frame) is [var told] ? EventStreamMessage.Event(told.Event, change(told.Data)) : frame
        : Encoding.UTF8.GetBytes(change(Encoding.UTF8.GetString(frame))));
}
