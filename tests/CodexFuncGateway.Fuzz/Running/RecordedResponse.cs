using Microsoft.AspNetCore.Http.Features;

namespace CodexFuncGateway.Fuzz.Running;

/// <summary>A response that counts as started once something of its body is written, as on a server.</summary>
internal sealed class RecordedResponse(Stream body) : HttpResponseFeature
{
    public override bool HasStarted => body.Length > 0;
}
