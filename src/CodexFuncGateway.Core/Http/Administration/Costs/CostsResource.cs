using CodexFuncGateway.Catalog;
using CodexFuncGateway.Costs;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration.Costs;

/// <summary><c>/gateway/v1/costs</c>: what calls cost, added up; <c>/gateway/v1/costs/requests</c>: the calls themselves.</summary>
internal sealed class CostsResource(CostReporter reporter, CallReader calls, ProviderCatalog catalog, TimeProvider timeProvider) : AdministrationResource
{
    private readonly CostQueryReader queries = new(timeProvider);

    public override string Name => "costs";

    public override Rights Needed(string method) => Rights.ReadCosts;

    public override Task HandleAsync(HttpContext context, Administrator administrator, string rest)
    {
        OnlyReading(context);
        return rest switch
        {
            "" => ReportAsync(context, administrator),
            "requests" => ListAsync(context, administrator),
            _ => throw new GatewayException(ErrorKind.NotFound, "There is nothing at this path. There are: /gateway/v1/costs, /gateway/v1/costs/requests."),
        };
    }

    private async Task ReportAsync(HttpContext context, Administrator administrator)
    {
        var parameters = new QueryParameters(context.Request.Query);
        var (from, until) = queries.ReadPeriod(parameters);
        var query = new CostQuery(from, until, CostQueryReader.ReadGroups(parameters), CostQueryReader.ReadFilter(parameters, administrator));
        var format = parameters.Word("format", CostFormat.Json);
        parameters.RefuseOthers();
        if (format == CostFormat.Focus)
        {
            await WriteFocusAsync(context, query);
            return;
        }

        var report = await reporter.ReportAsync(query, context.RequestAborted);
        await (format == CostFormat.Csv ? CostCsv.WriteAsync(context, report) : JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => CostJson.Write(json, report)));
    }

    private Task WriteFocusAsync(HttpContext context, CostQuery query) => query.GroupBy.Count == 0
        ? new FocusCsv(catalog, query).WriteAsync(context, reporter.DetailAsync(query, context.RequestAborted))
        : throw QueryParameters.Wrong("group_by", "FOCUS has a charge for everything that can be told apart; 'group_by' does not go with it.");

    private async Task ListAsync(HttpContext context, Administrator administrator)
    {
        var question = context.Request.Query;
        var page = await calls.ReadAsync(new CallQueryReader(queries).Read(question, administrator), context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => CallJson.Write(json, page, question));
    }
}
