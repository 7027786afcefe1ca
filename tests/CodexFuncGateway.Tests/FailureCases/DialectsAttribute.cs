using System.Reflection;
using Xunit.Sdk;

namespace CodexFuncGateway.Tests.FailureCases;

/// <summary>Runs a theory once for each of these columns; where none is named, for all but those that the class is <see cref="NotForAttribute">not for</see>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DialectsAttribute(params string[] columns) : DataAttribute
{
    public IReadOnlyList<string> ColumnsOf(Type @case) => columns.Length > 0 ? columns : [.. Column.All.Except(NotForAttribute.ReasonsOf(@case).Keys)];

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => ColumnsOf(testMethod.DeclaringType!).Select(column => new object[] { column });
}
