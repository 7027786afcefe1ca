using System.Globalization;
using System.Text.Json;
using CodexFuncGateway.Budgets;
using CodexFuncGateway.Errors;
using CodexFuncGateway.Keys;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary><c>/gateway/v1/keys</c>: virtual keys are made, listed, changed, rotated and deleted. A value is shown once, when it is made.</summary>
internal sealed class KeysResource(KeyRegistry keys, KeyBudgets budgets) : AdministrationResource
{
    private const string Rotate = "rotate";

    private static readonly TimeSpan LongestOverlap = TimeSpan.FromDays(30);

    public override string Name => "keys";

    public override Rights Needed(string method) => Rights.Keys;

    public override Task HandleAsync(HttpContext context, Administrator administrator, string rest) => (context.Request.Method, rest.Split('/')) switch
    {
        ("GET" or "HEAD", [""]) => ListAsync(context),
        ("POST", [""]) => CreateAsync(context, administrator),
        (_, [""]) => RefusedMethod.Answer(context, "GET, POST"),
        ("GET" or "HEAD", [var id]) => GetAsync(context, id),
        ("PATCH" or "PUT", [var id]) => ChangeAsync(context, id),
        ("DELETE", [var id]) => DeleteAsync(context, id),
        (_, [_]) => RefusedMethod.Answer(context, "GET, PATCH, PUT, DELETE"),
        ("POST", [var id, Rotate]) => RotateAsync(context, id),
        (_, [_, Rotate]) => RefusedMethod.Answer(context, "POST"),
        _ => throw new GatewayException(ErrorKind.NotFound, "There is nothing to administer at this path."),
    };

    private async Task ListAsync(HttpContext context)
    {
        var most = PageSize.Read(context.Request.Query);
        var after = context.Request.Query["after"].ToString();
        var page = await keys.ListAsync(after.Length == 0 ? null : after, most + 1, context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => KeyJson.WriteList(json, [.. page.Take(most)], hasMore: page.Count > most));
    }

    private async Task GetAsync(HttpContext context, string id)
    {
        var key = await keys.GetAsync(id, context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => KeyJson.Write(json, key, value: null));
    }

    private async Task CreateAsync(HttpContext context, Administrator administrator)
    {
        var empty = new VirtualKey(keys.NewId());
        var definition = KeyFields.Change(empty, await AdministrationBody.ReadAsync(context.Request, context.RequestAborted));
        Note(context, empty, definition);
        await budgets.AddAsync(definition, context.RequestAborted);
        var (key, value) = await keys.CreateAsync(definition, administrator.Name, context.RequestAborted);
        context.Response.Headers.Location = $"{AdministrationEndpoint.Prefix}{Name}/{key.Key.Id}";
        await JsonReply.WriteAsync(context, StatusCodes.Status201Created, json => KeyJson.Write(json, key, value));
    }

    private async Task ChangeAsync(HttpContext context, string id)
    {
        var body = await AdministrationBody.ReadAsync(context.Request, context.RequestAborted);
        var (before, after) = await keys.ChangeAsync(id, key => KeyFields.Change(key, body), context.RequestAborted);
        Note(context, before.Key, after.Key);
        if (before.Key.Budget != after.Key.Budget)
        {
            await budgets.ChangeAsync(after.Key, context.RequestAborted);
        }

        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => KeyJson.Write(json, after, value: null));
    }

    private async Task RotateAsync(HttpContext context, string id)
    {
        var overlap = OverlapOf(await AdministrationBody.ReadAsync(context.Request, context.RequestAborted));
        var (key, value) = await keys.RotateAsync(id, overlap, context.RequestAborted);
        AuditNotes.Of(context).Add("overlap_seconds", old: null, ((long)overlap.TotalSeconds).ToString(CultureInfo.InvariantCulture));
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => KeyJson.Write(json, key, value));
    }

    private async Task DeleteAsync(HttpContext context, string id)
    {
        await keys.DeleteAsync(id, context.RequestAborted);
        await budgets.RemoveAsync(id, context.RequestAborted);
        await JsonReply.WriteAsync(context, StatusCodes.Status200OK, json => KeyJson.WriteDeleted(json, id));
    }

    private static void Note(HttpContext context, VirtualKey before, VirtualKey after)
    {
        var notes = AuditNotes.Of(context);
        notes.ResourceId = after.Id;
        foreach (var (field, old, changed) in KeyFields.Differences(before, after))
        {
            notes.Add(field, old, changed);
        }
    }

    private static TimeSpan OverlapOf(JsonElement body)
    {
        const string field = "overlap_seconds";
        foreach (var other in body.EnumerateObject().Where(property => property.Name != field))
        {
            throw FieldError.Of(other.Name, "is nothing that a rotation has");
        }

        return !body.TryGetProperty(field, out var overlap) ? KeyRegistry.UsualOverlap
            : overlap.ValueKind == JsonValueKind.Number && overlap.TryGetInt64(out var seconds) && seconds >= 0 && seconds <= LongestOverlap.TotalSeconds ? TimeSpan.FromSeconds(seconds)
            : throw FieldError.Of(field, $"is a whole number from 0 to {LongestOverlap.TotalSeconds}");
    }
}
