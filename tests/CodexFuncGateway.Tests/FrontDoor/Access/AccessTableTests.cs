using CodexFuncGateway.Http;
using CodexFuncGateway.Http.Administration;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>Every cell of the table of endpoints and callers, and that no endpoint is missing in it.</summary>
public sealed class AccessTableTests(AccessFixture fixture) : IClassFixture<AccessFixture>
{
    [Theory]
    [MemberData(nameof(AccessTable.Cells), MemberType = typeof(AccessTable))]
    public async Task Each_caller_gets_the_status_of_its_cell(string endpoint, string caller, int status)
    {
        var row = AccessTable.Rows.Single(row => row.Name == endpoint);

        // Rotated away by another cell, or not: the key of the rows is none of the callers that are let in.
        var answer = await fixture.AskAsync(row, caller);

        Assert.True(status == answer.Status, $"{endpoint} as {caller}: {answer.Status} {answer.Text}");
        Assert.Equal(status >= 400, answer.Text.StartsWith("""{"error":""", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_resource_of_administration_has_a_row()
    {
        var resources = fixture.Gateway.Services.GetServices<AdministrationResource>().Select(resource => $"/gateway/v1/{resource.Name}");

        Assert.Empty(resources.Except(AccessTable.Rows.Select(row => row.Path)));
    }

    [Fact]
    public void Every_path_of_the_routing_table_has_a_row()
    {
        var paths = fixture.Gateway.Services.GetRequiredService<RoutingTable>().Paths;

        Assert.All(paths, path => Assert.Contains(AccessTable.Rows, row => row.Path == path || row.Path == $"/openai/v1{path}" || (path.EndsWith('/') && row.Path.StartsWith($"/openai/v1{path}", StringComparison.Ordinal))));
    }
}
