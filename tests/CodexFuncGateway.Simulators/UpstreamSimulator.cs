using System.Collections.Concurrent;
using CodexFuncGateway.Simulators.Faults;
using CodexFuncGateway.Simulators.Scripts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CodexFuncGateway.Simulators;

/// <summary>
/// A provider on a free loopback port. It keeps every request, refuses what the real service refuses, and plays a scripted session;
/// it asserts nothing itself, but whatever was refused or did not fit the script is listed in <see cref="Violations"/>.
/// </summary>
public sealed class UpstreamSimulator : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly ISimulatedWire wire;
    private readonly SessionProgress progress;
    private readonly TicketOffice? tickets;
    private readonly ConcurrentQueue<SimulatedRequest> requests = new();
    private readonly ConcurrentQueue<SimulatedRequest> followUps = new();
    private readonly ConcurrentQueue<string> violations = new();
    private int departures;

    private UpstreamSimulator(WebApplication application, ISimulatedWire wire, ScriptedSession session) =>
        (this.application, this.wire, this.progress, tickets) = (application, wire, new SessionProgress(session), wire is ITicketedWire ticketed ? new TicketOffice(ticketed) : null);

    /// <summary>What a provider's <c>BaseUrl</c> is set to.</summary>
    public string BaseUrl => $"{application.Urls.Single()}{wire.Path.Base}";

    public IReadOnlyList<SimulatedRequest> Requests => [.. requests];

    /// <summary>Requests that go on from an earlier answer, on wires that have such.</summary>
    public IReadOnlyList<SimulatedRequest> FollowUps => [.. followUps];

    public IReadOnlyList<string> Violations => [.. violations];

    public FaultPlan Faults { get; } = new();

    /// <summary>How many clients hung up before their reply was complete.</summary>
    public int Departures => Volatile.Read(ref departures);

    public static async Task<UpstreamSimulator> StartAsync(ISimulatedWire wire, ScriptedSession session)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var simulator = new UpstreamSimulator(builder.Build(), wire, session);
        simulator.application.Run(simulator.AnswerAsync);
        await simulator.application.StartAsync();
        return simulator;
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var request = await SimulatedRequest.ReadAsync(context.Request);
            if (tickets?.Find(request) is { } answer)
            {
                followUps.Enqueue(request);
                await answer(context);
                return;
            }

            requests.Enqueue(request);
            await AnswerAsync(context, request, Faults.TakeNext());
        }
        catch (OperationCanceledException)
        {
            Interlocked.Increment(ref departures);
        }
    }

    private async Task AnswerAsync(HttpContext context, SimulatedRequest request, Fault? fault)
    {
        if (fault is Fault.Refuse refuse)
        {
            await ReplyStream.WriteAsync(context, refuse.Rejection);
        }
        else if (fault is Fault.Silence { From: SilentFrom.TheStart })
        {
            await ReplyStream.WaitForDepartureAsync(context);
        }
        else if (FindRejection(request) is { } rejection)
        {
            violations.Enqueue($"{rejection.Status} {rejection.Body}");
            await ReplyStream.WriteAsync(context, rejection);
        }
        else
        {
            await PlayAsync(context, request, fault);
        }
    }

    private Rejection? FindRejection(SimulatedRequest request)
    {
        if (request.Method != "POST" || !wire.Path.Matches(request.Path))
        {
            return new Rejection(404, $$$"""{"error":{"message":"There is no {{{request.Method}}} {{{request.Path}}} here."}}""");
        }

        return wire.FindRejection(request);
    }

    private async Task PlayAsync(HttpContext context, SimulatedRequest request, Fault? fault)
    {
        try
        {
            var step = progress.NextStep(wire.ReadNewOutputs(request), violations);
            var reply = wire.WriteReply(request, step);
            progress.Advance(fault);
            await (tickets is null ? ReplyStream.WriteAsync(context, reply, fault) : tickets.GiveAsync(context, reply, step, fault));
        }
        catch (ScriptViolationException violation)
        {
            violations.Enqueue(violation.Message);
            await ReplyStream.WriteAsync(context, new Rejection(400, """{"error":{"message":"The simulated session cannot go on."}}"""));
        }
    }
}
