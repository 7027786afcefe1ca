using System.Globalization;
using CodexFuncGateway.Bench;
using CodexFuncGateway.Bench.Abuse;
using CodexFuncGateway.Bench.Admissions;
using CodexFuncGateway.Bench.Costs;
using CodexFuncGateway.Bench.Http;
using CodexFuncGateway.Bench.Measurement;
using CodexFuncGateway.Bench.PassThrough;
using CodexFuncGateway.Bench.Upstream;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, interrupt) =>
{
    interrupt.Cancel = true;
    stop.Cancel();
};

try
{
    // Without a verb the program runs the bench, which starts the program again for the other parts.
    switch (args)
    {
        case ["upstream", var port]:
            InlineSockets.Enable();
            await UpstreamServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), stop.Token);
            break;
        case ["passthrough", var port, var upstream]:
            await PassThroughServer.RunAsync(int.Parse(port, CultureInfo.InvariantCulture), new Uri(upstream), stop.Token);
            break;
        case ["costs", .. var rows]:
            await CostBench.RunAsync(rows is [var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 1_000_000, stop.Token);
            break;
        case ["budgets", .. var rest]:
            InlineSockets.Enable();
            await BudgetRun.RunAsync(BenchOptions.Read(rest), stop.Token);
            break;
        case ["abuse", .. var options]:
            await AbuseRun.RunAsync(BenchOptions.Read(options).GatewayPath, stop.Token);
            break;
        case ["admission"]:
            await AdmissionBench.RunAsync(stop.Token);
            break;
        default:
            InlineSockets.Enable();
            await BenchRun.RunAsync(BenchOptions.Read(args), stop.Token);
            break;
    }

    return 0;
}
catch (BenchException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine(stop.IsCancellationRequested ? "stopped" : "a stream took far too long");
    return 1;
}
