using CodexFuncGateway.Audit;
using Microsoft.AspNetCore.Http;

namespace CodexFuncGateway.Http.Administration;

/// <summary>What a resource adds to the entry that is written about a change of it; nothing of it is needed. Never a secret.</summary>
internal sealed class AuditNotes
{
    private readonly List<AuditChange> changes = [];

    /// <summary>Which one it was, where the path does not say so.</summary>
    public string? ResourceId { get; set; }

    public IReadOnlyList<AuditChange> Changes => changes;

    public static AuditNotes Of(HttpContext context)
    {
        if (context.Features.Get<AuditNotes>() is not { } notes)
        {
            context.Features.Set(notes = new AuditNotes());
        }

        return notes;
    }

    /// <param name="old">The value before, as JSON; null where there was none.</param>
    /// <param name="changed">The value after.</param>
    public void Add(string field, string? old, string? changed) => changes.Add(new AuditChange(field, old, changed));
}
