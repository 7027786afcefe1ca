using CodexFuncGateway.Local;

try
{
    await using var host = await LocalHost.StartAsync(args);
    Console.WriteLine(host.Greeting);
    await host.WaitForShutdownAsync();
    return 0;
}
catch (LocalHostException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
