using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>A vendor's own client, pinned, with the script that drives it: a judge of whether a simulator speaks the vendor's wire.</summary>
internal sealed class VendorSdk(string script, string package, string version)
{
    private readonly Lazy<NpmInstallation> installation = new(new NpmPackage(package, version).Install);

    public static VendorSdk Anthropic { get; } = new("anthropic", "@anthropic-ai/sdk", "1.12.0");

    /// <summary>It warns of the end of Node 20, unless told not to.</summary>
    public static VendorSdk Bedrock { get; } = new("bedrock", "@aws-sdk/client-bedrock-runtime", "3.1163.0");

    public static VendorSdk Cohere { get; } = new("cohere", "cohere-ai", "8.1.0");

    /// <summary>It asks for Node 22; what is used of it here runs on Node 20 too.</summary>
    public static VendorSdk Gemini { get; } = new("gemini", "@google/genai", "3.1.0");

    /// <summary>The script's name, and the vendor's.</summary>
    public string Script => script;

    public NpmInstallation Installation => installation.Value;

    public static VendorSdk Of(string script) => new[] { Anthropic, Bedrock, Cohere, Gemini }.Single(sdk => sdk.Script == script);
}
