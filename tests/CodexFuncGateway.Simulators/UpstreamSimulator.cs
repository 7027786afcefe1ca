using System.Collections.Concurrent;
using System.Text;
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
    private readonly IReadOnlyList<(string Phrase, SessionProgress Progress)> sessions;
    private readonly TicketOffice? tickets;
    private readonly ConcurrentQueue<SimulatedRequest> requests = new();
    private readonly ConcurrentQueue<SimulatedRequest> followUps = new();
    private readonly ConcurrentQueue<string> violations = new();
    private int departures;

    private UpstreamSimulator(WebApplication application, ISimulatedWire wire, IReadOnlyList<(string Phrase, ScriptedSession Script)> sessions)
    {
        (this.application, this.wire, tickets) = (application, wire, wire is ITicketedWire ticketed ? new TicketOffice(ticketed) : null);
        this.sessions = [.. sessions.Select((session, index) => (session.Phrase, new SessionProgress(session.Script, before: index * 100)))];
    }

    /// <summary>What a provider's <c>BaseUrl</c> is set to.</summary>
    public string BaseUrl => $"{application.Urls.Single()}{wire.Path.Base}";

    public IReadOnlyList<SimulatedRequest> Requests => [.. requests];

    /// <summary>Requests that go on from an earlier answer, on wires that have such.</summary>
    public IReadOnlyList<SimulatedRequest> FollowUps => [.. followUps];

    public IReadOnlyList<string> Violations => [.. violations];

    public FaultPlan Faults { get; } = new();

    /// <summary>The model's context window, in bytes of a request; a longer one is refused, which is no violation: any client may come to that.</summary>
    public int? Window { get; set; }

    /// <summary>How many clients hung up before their reply was complete.</summary>
    public int Departures => Volatile.Read(ref departures);

    public static Task<UpstreamSimulator> StartAsync(ISimulatedWire wire, ScriptedSession session) => StartAsync(wire, [("", session)]);

    /// <summary>Plays several sessions at once: to each request the first one whose phrase it holds.</summary>
    public static async Task<UpstreamSimulator> StartAsync(ISimulatedWire wire, params IReadOnlyList<(string Phrase, ScriptedSession Script)> sessions)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        var simulator = new UpstreamSimulator(builder.Build(), wire, sessions);
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
        else if (request.Body.Length > Window)
        {
            await ReplyStream.WriteAsync(context, wire.Overflow);
        }
        else
        {
            await PlayAsync(context, request, fault);
        }
    }

    private SessionProgress FindSession(SimulatedRequest request)
    {
        var text = Encoding.UTF8.GetString(request.Body);
        return sessions.FirstOrDefault(session => text.Contains(session.Phrase, StringComparison.Ordinal)).Progress
            ?? throw new ScriptViolationException("No session of this simulator is meant by the request.");
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
            var progress = FindSession(request);
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
