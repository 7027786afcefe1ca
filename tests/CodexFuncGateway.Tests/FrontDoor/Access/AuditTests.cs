using CodexFuncGateway.Storage;
using CodexFuncGateway.Tests.Keys;

namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>What the audit log says of administrators, and that nothing is changed without it.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Every_change_is_there_with_what_it_changed_and_no_secret()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:ClientAddressHeader", "X-Forwarded-For"));
        var (id, value) = await gateway.CreateKeyAsync("""{"team":"blue"}""");
        await gateway.AdministerAsync(HttpMethod.Patch, $"keys/{id}", """{"team":"green","requests_per_minute":5}""");
        var rotated = (await gateway.AdministerAsync(HttpMethod.Post, $"keys/{id}/rotate")).Json.GetProperty("value").GetString()!;
        await gateway.AdministerAsync(HttpMethod.Delete, $"keys/{id}");
        await gateway.AdministerAsync(HttpMethod.Delete, $"keys/{id}");

        var audit = await gateway.AdministerAsync(HttpMethod.Get, "audit");

        var entries = audit.Json.GetProperty("data").EnumerateArray().Select(entry => $"{Text(entry, "actor")} {Text(entry, "action")} {Text(entry, "resource")} {Text(entry, "id")} {Text(entry, "outcome")} {entry.GetProperty("status")}");
        Assert.Equal(
            [$"admin-key delete keys {id} failed 404", $"admin-key delete keys {id} done 200", $"admin-key rotate keys {id} done 200", $"admin-key change keys {id} done 200", $"admin-key create keys {id} done 201"],
            entries.Order().Reverse().OrderBy(entry => entry.Contains("create") ? 4 : entry.Contains("change") ? 3 : entry.Contains("rotate") ? 2 : 0));
        var change = audit.Json.GetProperty("data").EnumerateArray().Single(entry => Text(entry, "action") == "change");
        Assert.Equal("""[{"field":"team","old":"blue","new":"green"},{"field":"requests_per_minute","old":null,"new":5}]""", change.GetProperty("changes").GetRawText());
        Assert.All([value, rotated, GatewayUnderTest.AdminKey], secret => Assert.DoesNotContain(secret, audit.Text + Stored(gateway)));
    }

    [Fact]
    public async Task Refused_calls_are_there_with_who_and_whence()
    {
        await using var gateway = await GatewayUnderTest.StartAsync([.. Principals.Believed, ("Gateway:ClientAddressHeader", "X-Forwarded-For")]);
        await gateway.SendAsync(Ask.For(HttpMethod.Get, "/gateway/v1/keys").By("wrong").With(("X-Forwarded-For", "made-up, 203.0.113.9:4711")));
        await gateway.SendAsync(Ask.For(HttpMethod.Delete, "/gateway/v1/keys/gw-a-value-put-there-by-mistake").WithoutKey().With(("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["audit:read"])), ("X-Forwarded-For", "2001:db8:1:2:3:4:5:6")));

        var audit = await gateway.SendAsync(Ask.For(HttpMethod.Get, "/gateway/v1/audit").WithoutKey().With(("X-MS-CLIENT-PRINCIPAL", Principals.Write(roles: ["audit:read"]))));

        var entries = audit.Json.GetProperty("data").EnumerateArray().Select(entry => $"{Text(entry, "actor")} {Text(entry, "actor_name")} {Text(entry, "action")} {Text(entry, "id")} {Text(entry, "outcome")} {entry.GetProperty("status")} {Text(entry, "address")}").Order();
        Assert.Equal(
            [$"entra-{Principals.ObjectId} {Principals.Name} delete … refused 403 2001:db8:1:2::/64", "unknown  read  refused 401 203.0.113.9"],
            entries);
    }

    [Fact]
    public async Task A_change_that_cannot_be_written_down_is_not_made()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var (id, value) = await gateway.CreateKeyAsync();
        gateway.Store.BeforeWrite = writes => writes[0].Key.Partition == "audit" ? throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.") : Task.CompletedTask;

        var refused = await gateway.AdministerAsync(HttpMethod.Delete, $"keys/{id}");

        Assert.Equal((503, "service_unavailable", "1"), (refused.Status, refused.Code, refused.Headers["Retry-After"]));
        Assert.Equal(200, (await gateway.SendAsync(Ask.For(HttpMethod.Get, "/v1/models").By(value))).Status);
    }

    [Fact]
    public async Task A_change_whose_outcome_cannot_be_written_is_not_acknowledged_and_its_beginning_is_there()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var rows = 0;
        gateway.Store.BeforeWrite = writes => writes[0].Key.Partition == "audit" && ++rows == 2
            ? throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.")
            : Task.CompletedTask;

        var answer = await gateway.AdministerAsync(HttpMethod.Post, "keys", "{}");

        Assert.Equal(503, answer.Status);
        Assert.DoesNotContain("value", answer.Text);
        var entry = Assert.Single((await gateway.AdministerAsync(HttpMethod.Get, "audit")).Json.GetProperty("data").EnumerateArray());
        Assert.Equal(("create", "begun"), (Text(entry, "action"), Text(entry, "outcome")));
    }

    [Fact]
    public async Task A_store_that_is_away_is_said_so()
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        gateway.Store.BeforeRead = () => throw new TableStoreException(TableStoreFailure.Unavailable, "The test wants this to fail.");

        var answer = await gateway.AdministerAsync(HttpMethod.Get, "keys");

        Assert.Equal((503, "1"), (answer.Status, answer.Headers["Retry-After"]));
    }

    [Theory]
    [InlineData(TableStoreFailure.PreconditionFailed, 409)]
    [InlineData(TableStoreFailure.Unavailable, 503)]
    public async Task A_change_that_the_store_refuses_has_failed_with_the_status_of_the_answer(TableStoreFailure failure, int status)
    {
        await using var gateway = await GatewayUnderTest.StartAsync();
        var (id, _) = await gateway.CreateKeyAsync();
        gateway.Store.BeforeWrite = writes => writes[0].Key.Partition == "key" ? throw new TableStoreException(failure, "The test wants this to fail.") : Task.CompletedTask;

        var answer = await gateway.AdministerAsync(HttpMethod.Patch, $"keys/{id}", """{"team":"green"}""");

        Assert.Equal(status, answer.Status);
        var entries = (await gateway.AdministerAsync(HttpMethod.Get, "audit")).Json.GetProperty("data").EnumerateArray();
        Assert.Contains(entries, entry => Text(entry, "action") == "change" && Text(entry, "outcome") == "failed" && entry.GetProperty("status").GetInt32() == status);
    }

    [Fact]
    public async Task Whoever_tries_wrong_keys_is_slowed_down_and_does_not_fill_the_log()
    {
        await using var gateway = await GatewayUnderTest.StartAsync(("Gateway:ClientAddressHeader", "X-Forwarded-For"));
        var statuses = new List<int>();
        for (var guess = 0; guess < 25; guess++)
        {
            statuses.Add((await gateway.SendAsync(Ask.For(HttpMethod.Get, "/gateway/v1/keys").By($"guess-{guess}").With(("X-Forwarded-For", "203.0.113.9")))).Status);
        }

        Assert.Equal(Enumerable.Repeat(401, 20).Concat(Enumerable.Repeat(429, 5)), statuses);
        Assert.Equal(20, (await gateway.AdministerAsync(HttpMethod.Get, "audit?actor=unknown")).Json.GetProperty("data").GetArrayLength());
    }

    private static string? Text(System.Text.Json.JsonElement entry, string name) => entry.GetProperty(name).GetString();

    private static string Stored(GatewayUnderTest gateway) => string.Join('\n', gateway.Store.Submitted.SelectMany(writes => writes)
        .Select(write => write is TableWrite.Insert insert ? string.Join('|', insert.Entity.Properties.Values) : write is TableWrite.Update update ? string.Join('|', update.Entity.Properties.Values) : ""));
}
