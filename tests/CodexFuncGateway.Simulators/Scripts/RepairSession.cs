namespace CodexFuncGateway.Simulators.Scripts;

/// <summary>
/// The session that every dialect must carry: two parallel reads, a freeform patch that turns out wrong, a check that fails, the right patch,
/// the check that passes, and a closing message; with thoughts in every form that a provider may want back.
/// </summary>
public static class RepairSession
{
    public const string Prompt = "check.sh fails. Repair add.sh so that it passes.";
    public const string FinalMessage = "add.sh adds now, and check.sh passes. ✅";

    /// <summary>The patched file when all went well.</summary>
    public const string RepairedFile = "# 1 + 1 → 2 🚀 \"größer\"\necho $(($1 + $2))\n";

    private const string FirstPatch =
        "*** Begin Patch\n*** Update File: add.sh\n@@\n-echo $(($1 - $2))\n+# 1 + 1 → 2 🚀 \"größer\"\n+echo $(($1 * $2))\n*** End Patch\n";

    private const string SecondPatch =
        "*** Begin Patch\n*** Update File: add.sh\n@@\n-echo $(($1 * $2))\n+echo $(($1 + $2))\n*** End Patch\n";

    /// <summary>The files that the workspace starts with.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new Dictionary<string, string>
    {
        ["add.sh"] = "echo $(($1 - $2))\n",
        ["check.sh"] = "test \"$(sh add.sh 2 3)\" = 5 || { echo \"expected 5\"; exit 3; }\necho \"all is well\"\n",
    };

    public static ScriptedSession Script { get; } = new(
        new ScriptedStep
        {
            Reasoning = new ScriptedReasoning("I look at **both** files first.\n\"add.sh\" and check.sh — together.", "EpQBsig+one/Zm9v/YmFyYmF6+cXV4==", Redacted: null),
            Calls = [Shell("cat add.sh"), Shell("cat check.sh")],
        },
        new ScriptedStep
        {
            ExpectedOutputs = ["$1 - $2", "expected 5"],
            Reasoning = new ScriptedReasoning("It subtracts. 乘法 might be meant?", "EpQBsig+two/AAECAwQFBgcICQ+/w==", Redacted: "EmwKAhgBEgyRedacted+payload/two=="),
            Text = "I will patch add.sh.",
            Calls = [ScriptedCall.Freeform("apply_patch", FirstPatch)],
        },
        new ScriptedStep
        {
            ExpectedOutputs = ["Success. Updated the following files"],
            Reasoning = new ScriptedReasoning("", "EpQBsig+three/only/a/signature+=="),
            Calls = [Shell("sh check.sh")],
        },
        new ScriptedStep
        {
            ExpectedOutputs = ["exited with code 3"],
            Reasoning = new ScriptedReasoning("6 is not 5: addition it is.", "EpQBsig+four//++//++=="),
            Calls = [ScriptedCall.Freeform("apply_patch", SecondPatch)],
        },
        new ScriptedStep
        {
            ExpectedOutputs = ["Success. Updated the following files"],
            Calls = [Shell("sh check.sh")],
        },
        new ScriptedStep
        {
            ExpectedOutputs = ["all is well"],
            Reasoning = new ScriptedReasoning("Done.", "EpQBsig+six/last=="),
            Text = FinalMessage,
        });

    private static ScriptedCall Shell(string command) => ScriptedCall.Function("exec_command", new { cmd = command });
}
