using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Processes;
using CodexFuncGateway.Bench.Upstream;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>The paths that a request can take to the upstream at one pace.</summary>
internal static class Targets
{
    public const string Direct = "upstream, directly";
    public const string PassThrough = "pass-through";

    public static LoadTarget ToUpstream(ServerProcess upstream, Pace pace) => Unrouted(Direct, upstream, pace);

    public static LoadTarget ToPassThrough(ServerProcess passThrough, Pace pace) => Unrouted(PassThrough, passThrough, pace);

    public static LoadTarget ToGateway(ServerProcess gateway, GatewayRoute route, Pace pace) =>
        At(route.Name, gateway, "/openai/v1/responses", route.Model, pace);

    /// <summary>Without a gateway the path itself names the pace.</summary>
    private static LoadTarget Unrouted(string name, ServerProcess server, Pace pace) =>
        At(name, server, $"/{pace.Segment}/v1/responses", "gpt-5.5", pace);

    private static LoadTarget At(string name, ServerProcess server, string path, string model, Pace pace)
    {
        var request = LoadTarget.PostRequest(path, server.Port, CodexRequest.Write(model), BenchProcesses.GatewayKey);
        return new LoadTarget(name, server.Port, server.Id, request, pace.Deltas);
    }
}
