using System.Text.Json;
using CodexFuncGateway.Tests.Docs;

namespace CodexFuncGateway.Functions.Tests.Infrastructure;

/// <summary>That the deployment's files hold together, without Azure and without its compiler.</summary>
public sealed class BicepStructureTests
{
    [ParsedFact]
    public async Task Every_file_parses()
    {
        var files = await ParsedFiles.ReadAsync();

        Assert.All(files.Bicep, file => Assert.True(file.Problems.Count == 0, $"{file.Name}: {string.Join("; ", file.Problems)}"));
        Assert.All(files.Powershell, file => Assert.True(file.Problems.Count == 0, $"{file.Name}: {string.Join("; ", file.Problems)}"));
        Assert.Equal(10, files.Bicep.Count);
    }

    [ParsedFact]
    public async Task Every_parameter_is_described_and_what_is_declared_is_used()
    {
        foreach (var file in (await ParsedFiles.ReadAsync()).Bicep)
        {
            Assert.All(file.Of("parameter"), parameter => Assert.True(
                parameter.Decorators.Any(decorator => decorator.TrimStart('@').StartsWith("description(", StringComparison.Ordinal)),
                $"{file.Name}: {parameter.Name} is not described."));
            Assert.Empty(file.Of("parameter").Concat(file.Of("variable")).Select(declaration => declaration.Name).Except(file.Uses));
        }
    }

    [ParsedFact]
    public async Task Every_number_that_is_asked_for_has_limits()
    {
        var numbers = (await ParsedFiles.ReadAsync()).Main.Of("parameter").Where(parameter => parameter.Text.Contains(" int", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.Contains(number.Decorators, decorator => decorator.Contains("minValue", StringComparison.Ordinal) || decorator.Contains("allowed", StringComparison.Ordinal)));
    }

    [ParsedFact]
    public async Task Every_module_is_given_what_it_asks_for_and_no_more()
    {
        var files = await ParsedFiles.ReadAsync();
        foreach (var module in files.Bicep.SelectMany(file => file.Of("module")))
        {
            var parameters = files.Bicep.Single(file => file.Name == $"infra/bicep/{module.Target}").Of("parameter").ToList();

            Assert.Empty(module.Params.Except(parameters.Select(parameter => parameter.Name)));
            Assert.Empty(parameters.Where(parameter => !parameter.HasDefault).Select(parameter => parameter.Name).Except(module.Params));
        }
    }

    [ParsedFact]
    public async Task It_is_made_of_plain_resources_of_Azure_and_of_modules_of_its_own()
    {
        foreach (var file in (await ParsedFiles.ReadAsync()).Bicep)
        {
            Assert.All(file.Of("resource"), resource => Assert.Matches(@"^Microsoft\.[A-Za-z]+(/[A-Za-z]+)+@\d{4}-\d{2}-\d{2}$", resource.Target));
            Assert.All(file.Of("module"), module => Assert.StartsWith("modules/", module.Target, StringComparison.Ordinal));
        }
    }

    [ParsedFact]
    public async Task No_output_holds_a_secret_for_azd_writes_them_into_files()
    {
        var outputs = (await ParsedFiles.ReadAsync()).Bicep.SelectMany(file => file.Of("output")).ToList();

        Assert.NotEmpty(outputs);
        Assert.All(outputs, output => Assert.DoesNotMatch("(?i)listKeys|listSecrets|connectionString|instrumentationKey|password|secret|sharedKey|sas", output.Text));
    }

    [ParsedFact]
    public async Task The_parameters_file_gives_what_has_no_default_and_names_nothing_else()
    {
        using var given = JsonDocument.Parse(File.ReadAllText(RepositoryFiles.Path("infra/bicep/main.parameters.json")));
        var names = given.RootElement.GetProperty("parameters").EnumerateObject().Select(parameter => parameter.Name).ToList();
        var parameters = (await ParsedFiles.ReadAsync()).Main.Of("parameter").ToList();

        Assert.Empty(names.Except(parameters.Select(parameter => parameter.Name)));
        Assert.Empty(parameters.Where(parameter => !parameter.HasDefault).Select(parameter => parameter.Name).Except(names));
        Assert.All(given.RootElement.GetProperty("parameters").EnumerateObject(), parameter => Assert.Equal(["value"], parameter.Value.EnumerateObject().Select(member => member.Name)));
    }
}
