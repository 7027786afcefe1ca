using CodexFuncGateway.Bench.Load;
using CodexFuncGateway.Bench.Processes;

namespace CodexFuncGateway.Bench.Measurement;

/// <summary>The paths that a request can take to the upstream.</summary>
internal static class Targets
{
    public const string PassThrough = "pass-through";

    public static LoadTarget ToUpstream(ServerProcess upstream) => At("upstream, directly", upstream, "/v1/responses", "gpt-5.5");

    public static LoadTarget ToPassThrough(ServerProcess passThrough) => At(PassThrough, passThrough, "/v1/responses", "gpt-5.5");

    public static LoadTarget ToGateway(ServerProcess gateway, GatewayRoute route) => At(route.Name, gateway, "/openai/v1/responses", route.Model);

    private static LoadTarget At(string name, ServerProcess server, string path, string model)
    {
        var request = LoadTarget.PostRequest(path, server.Port, CodexRequest.Write(model), BenchProcesses.GatewayKey);
        return new LoadTarget(name, server.Port, server.Id, request);
    }
}
