using CodexFuncGateway.Fuzz;
using CodexFuncGateway.Fuzz.Running;

try
{
    var report = await FuzzRun.RunAsync(FuzzOptions.Read(args), Console.WriteLine);
    Console.WriteLine(report.Describe());
    return report.Findings.Count == 0 ? 0 : 1;
}
catch (Exception exception) when (exception is FormatException or OverflowException)
{
    Console.Error.WriteLine(FuzzOptions.Usage);
    return 2;
}
