using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>The pinned official <c>openai</c> package. It asks for Node 22, and these tests show that what they use of it runs on Node 20 too.</summary>
internal static class SdkInstallation
{
    private static readonly Lazy<NpmInstallation> Shared = new(new NpmPackage("openai", "7.57.0").Install);

    public static NpmInstallation Current => Shared.Value;
}
