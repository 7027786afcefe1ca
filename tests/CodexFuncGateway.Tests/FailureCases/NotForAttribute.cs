using System.Reflection;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Says why a case cannot happen in these columns.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class NotForAttribute(string reason, params string[] columns) : Attribute
{
    public const string CallsNoTools = "its models call no tools, and a request that brings some is refused before anyone is asked";

    public string Reason => reason;

    public IReadOnlyList<string> Columns => columns;

    /// <summary>The reason for each column that has one.</summary>
    public static IReadOnlyDictionary<string, string> ReasonsOf(Type @case) =>
        @case.GetCustomAttributes<NotForAttribute>().SelectMany(mark => mark.Columns.Select(column => KeyValuePair.Create(column, mark.Reason))).ToDictionary();
}
