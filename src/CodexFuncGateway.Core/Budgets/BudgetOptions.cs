using Microsoft.Extensions.Configuration;

namespace CodexFuncGateway.Budgets;

/// <summary>How budgets are held: <c>Gateway:BudgetOutputFloor</c>, <c>Gateway:BudgetWaitSeconds</c>, and the times that nobody need set.</summary>
internal sealed record BudgetOptions
{
    public static BudgetOptions Read(IConfiguration configuration)
    {
        var usual = new BudgetOptions();
        return usual with
        {
            OutputFloor = configuration.GetValue("Gateway:BudgetOutputFloor", usual.OutputFloor),
            LongestWait = TimeSpan.FromSeconds(configuration.GetValue("Gateway:BudgetWaitSeconds", usual.LongestWait.TotalSeconds)),
        };
    }

    /// <summary>The fewest output tokens a call is still worth making for; below, it is refused.</summary>
    public int OutputFloor { get; init; } = 1_024;

    /// <summary>An output limit that hardly any answer reaches: a call takes it at once where the money does not last for more.</summary>
    public int ComfortableOutput { get; init; } = 16_384;

    /// <summary>How long a call waits for money that other calls have set aside, while more than a fifth of the budget is left.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it waits for that when less is left, or before it makes do with a low output limit.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Between two looks at a pool that has not enough.</summary>
    public TimeSpan LookAgain { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Between two rounds in which unneeded money is given back.</summary>
    public TimeSpan RoundInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long an allowance may lie unused while the pool is well filled.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long what was spent may stay untold while the pool is well filled.</summary>
    public TimeSpan TellingTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>For how many of the largest recent calls an allowance is taken ahead.</summary>
    public int CallsAhead { get; init; } = 64;
}
