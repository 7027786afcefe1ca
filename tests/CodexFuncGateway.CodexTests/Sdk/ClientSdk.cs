using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Sdk;

/// <summary>A client library, pinned, with the script that drives it.</summary>
internal sealed class ClientSdk(string script, NpmPackage package)
{
    private const string Zod = "zod@4.6.7";

    private readonly Lazy<NpmInstallation> installation = new(package.Install);

    /// <summary>The official SDK. It asks for Node 22, and these tests show that what they use of it runs on Node 20 too.</summary>
    public static ClientSdk OpenAI { get; } = new("openai", new NpmPackage("openai", "7.57.0"));

    /// <summary>The last Vercel AI SDK that asks for no newer Node.</summary>
    public static ClientSdk Vercel { get; } = new("vercel", new NpmPackage("ai", "6.0.322") { Beside = ["@ai-sdk/openai@3.0.141", Zod] });

    /// <summary>OpenAI's own framework for agents.</summary>
    public static ClientSdk Agents { get; } = new("agents", new NpmPackage("@openai/agents", "0.20.0") { Beside = ["openai@7.57.0", Zod] });

    /// <summary>Reads the types that <see cref="OpenAI"/> publishes.</summary>
    public static ClientSdk TypeScript { get; } = new("types", new NpmPackage("typescript", "5.9.3") { Beside = ["openai@7.57.0"] });

    public string Script => script;

    public NpmInstallation Installation => installation.Value;

    public static ClientSdk Of(string script) => All.Single(sdk => sdk.Script == script);

    /// <summary>Why one of them could not be installed.</summary>
    public static string? FindProblem() => All.Select(sdk => sdk.Installation.Problem).FirstOrDefault(problem => problem is not null);

    private static ClientSdk[] All => [OpenAI, Vercel, Agents, TypeScript];
}
