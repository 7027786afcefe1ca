using CodexFuncGateway.Costs;
using CodexFuncGateway.Ledger;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary>Understands which single calls are asked for.</summary>
internal sealed class CallQueryReader(CostQueryReader costs)
{
    public const string Limit = "limit";
    private const int MostCalls = 1000;
    private const int UsualCalls = 100;

    public CallQuery Read(IQueryCollection query, Administrator administrator)
    {
        var parameters = new QueryParameters(query);
        var (from, until) = costs.ReadPeriod(parameters);
        var calls = new CallQuery(from, until, CostQueryReader.ReadFilter(parameters, administrator))
        {
            Outcomes = Set(parameters.Many("outcome").Select(value => QueryParameters.ReadWord<LedgerOutcome>("outcome", value))),
            Sessions = Set(parameters.Many("session")),
            PageSize = parameters.Number(Limit, UsualCalls, MostCalls),
            After = parameters.Single(CallCursor.Parameter) is { } cursor ? CallCursor.Read(cursor, query) : null,
        };
        parameters.RefuseOthers();
        return calls;
    }

    private static HashSet<T>? Set<T>(IEnumerable<T> values) => values.ToHashSet() is { Count: > 0 } set ? set : null;
}
