using System.Globalization;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Errors;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary><c>/gateway/v1/budgets</c>: the limits there are, how they stand, and their making, changing and taking away.</summary>
internal sealed class BudgetsResource(BudgetBook book, BudgetReport report, Func<Guid> newGuid, TimeProvider timeProvider) : AdministrationResource
{
    public override string Name => "budgets";

    public override Rights Needed(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) ? Rights.ReadCosts | Rights.Budgets : Rights.Budgets;

    public override Task HandleAsync(HttpContext context, Administrator administrator, string rest)
    {
        var (method, id) = (context.Request.Method, Uri.UnescapeDataString(rest));
        return (HttpMethods.IsHead(method) ? HttpMethods.Get : method, id) switch
        {
            ("GET", "") => ListAsync(context),
            ("POST", "") => PutAsync(context, null),
            ("GET", _) => ReadAsync(context, id),
            ("PUT", not "") => PutAsync(context, id),
            ("DELETE", not "") => DeleteAsync(context, id),
            _ => RefusedMethod.Answer(context, id.Length == 0 ? "GET, POST" : "GET, PUT, DELETE"),
        };
    }

    private async Task ListAsync(HttpContext context)
    {
        var budgets = await book.ReadStoreAsync(context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json =>
        {
            json.WriteStartObject();
            json.WriteString("object"u8, "list"u8);
            json.WriteStartArray("data"u8);
            foreach (var budget in budgets)
            {
                BudgetWriter.Write(json, budget);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private async Task ReadAsync(HttpContext context, string id) =>
        await AnswerAsync(context, StatusCodes.Status200OK, await book.FindAsync(id, context.RequestAborted) ?? throw Unknown(id));

    private async Task PutAsync(HttpContext context, string? idOfPath)
    {
        var wanted = await BudgetBody.ReadAsync(context.Request, idOfPath, $"budget-{newGuid():N}"[..15]);
        var known = await book.FindAsync(wanted.Id, context.RequestAborted);
        RequireStored(known);
        RequireStored(wanted);
        var budget = wanted.InPlaceOf(known, $"{newGuid():N}", timeProvider.GetUtcNow() + BudgetBook.Lifetime);
        Note(context, known, budget);
        await book.WriteAsync(budget, context.RequestAborted);
        await AnswerAsync(context, known is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, budget);
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        RequireStored(await book.FindAsync(id, context.RequestAborted) ?? throw Unknown(id));
        await book.DeleteAsync(id, context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task AnswerAsync(HttpContext context, int status, Budget budget)
    {
        var standing = await report.ReadAsync(budget, context.RequestAborted);
        await JsonReply.WriteAsync(context, status, json => BudgetWriter.WriteStanding(json, standing, showsSpent: true));
    }

    private static void Note(HttpContext context, Budget? known, Budget budget)
    {
        var notes = AuditNotes.Of(context);
        notes.ResourceId = budget.Id;
        notes.Add("limit_usd", Usd(known), Usd(budget));
    }

    private static string? Usd(Budget? budget) => (budget?.LimitNanoUsd / 1e9m)?.ToString(CultureInfo.InvariantCulture);

    private static void RequireStored(Budget? budget)
    {
        if (budget is { IsConfigured: true })
        {
            throw new GatewayException(ErrorKind.InvalidRequest, $"The budget '{budget.Id}' stands in the gateway's settings and is changed there.");
        }

        if (budget is { IsOfKey: true })
        {
            throw new GatewayException(ErrorKind.InvalidRequest, $"The budget '{budget.Id}' is that of the key of this name and is changed there.");
        }
    }

    private static GatewayException Unknown(string id) => new(ErrorKind.NotFound, $"There is no budget '{id}'.");
}
