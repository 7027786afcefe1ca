using CodexFuncGateway.ProcessTests.Processes;

// What the tests start and kill. Each ends by itself when whoever started it does.
switch (args)
{
    case [GatewayProcess.Name, .. var settings]:
        await GatewayProcess.RunAsync(settings);
        break;
    case [WriterProcess.Name, var directory, var firstBatch]:
        await WriterProcess.RunAsync(directory, int.Parse(firstBatch, System.Globalization.CultureInfo.InvariantCulture));
        break;
    default:
        await Console.Error.WriteLineAsync("This program is started by its tests.");
        break;
}
