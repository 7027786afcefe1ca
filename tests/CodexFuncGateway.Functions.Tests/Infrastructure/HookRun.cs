using System.Diagnostics;
using CodexFuncGateway.CodexTests.Harness;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>A hook in a shell whose <c>az</c>, <c>curl</c> and <c>sleep</c> are scripts: a vault that is a folder, a gateway that is two files, and no waiting.</summary>
internal sealed class HookRun : IDisposable
{
    private const string Vault = """
        echo "az $*" >>"$STATE/calls"
        while [ $# -gt 0 ]; do
          case $1 in
            show | set) verb=$1 ;;
            --name) name=$2 ;;
            --file) file=$2 ;;
            --query) query=$2 ;;
          esac
          shift
        done
        if [ -f "$STATE/refuses" ]; then echo "ERROR: (Forbidden) Caller is not authorized" >&2; exit 1; fi
        if [ "$verb" = set ]; then cp "$file" "$STATE/vault/$name"; exit 0; fi
        [ -f "$STATE/vault/$name" ] || exit 3
        if [ "$query" = value ]; then cat "$STATE/vault/$name"; echo; else echo id; fi
        """;

    private const string Gateway = """
        echo "curl $*" >>"$STATE/calls"
        method=GET
        while [ $# -gt 0 ]; do
          case $1 in
            --output) output=$2 ;;
            --config) config=$2 ;;
            --request) method=$2 ;;
            http*/health) exit "$(cat "$STATE/health")" ;;
          esac
          shift
        done
        if [ -f "$STATE/refusal" ]; then cat "$STATE/refusal" >"$output"; printf 401; exit 0; fi
        grep -q "Bearer $(cat "$STATE/vault/gateway-admin-key")\"" "$config" || exit 2
        if [ "$method" = POST ]; then cat "$STATE/created" >"$output"; printf 201; else cat "$STATE/keys" >"$output"; printf 200; fi
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("hook-test-");

    public HookRun()
    {
        folder.CreateSubdirectory("vault");
        Program("az", Vault);
        Program("curl", Gateway);
        Program("sleep", "echo \"sleep $*\" >>\"$STATE/calls\"");
        Write("calls", "");
        Write("health", "0");
        Write("keys", """{"object":"list","data":[],"has_more":false,"last_id":null}""");
        Write("created", """{"object":"key","id":"key_1","value":"gw-shown-once"}""");
    }

    public Dictionary<string, string> Variables { get; } = new() { ["KEY_VAULT_NAME"] = "kv-test", ["GATEWAY_URL"] = "https://gateway.test", ["GATEWAY_PROVIDERS"] = "anthropic" };

    /// <summary>What the hook called, a line each.</summary>
    public string Calls => File.ReadAllText(Path.Combine(folder.FullName, "calls"));

    public IReadOnlyDictionary<string, string> Secrets => Directory.GetFiles(Path.Combine(folder.FullName, "vault")).ToDictionary(file => Path.GetFileName(file)!, File.ReadAllText);

    public void Write(string name, string content) => File.WriteAllText(Path.Combine(folder.FullName, name), content);

    public Task<ChildResult> RunAsync(string hook)
    {
        var start = new ProcessStartInfo("sh", [RepositoryFiles.Path($"infra/hooks/{hook}")]);
        start.Environment["PATH"] = $"{Path.Combine(folder.FullName, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["STATE"] = folder.FullName;
        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return ChildProcess.RunAsync(start, Limit);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Program(string name, string script)
    {
        var path = Path.Combine(folder.CreateSubdirectory("bin").FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
