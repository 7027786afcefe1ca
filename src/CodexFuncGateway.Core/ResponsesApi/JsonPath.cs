using System.Text;
using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>The way from a text's root to one of its values, such as <c>input[3].call_id</c>: found only when something is wrong there.</summary>
internal static class JsonPath
{
    /// <param name="target">A value of the index; 0 is the body itself.</param>
    public static string To(JsonIndex index, int target)
    {
        var path = new StringBuilder();
        for (var at = 0; at != target;)
        {
            at = index[at].Kind == JsonValueKind.Object ? EnterMember(index, at, target, path) : EnterElement(index, at, target, path);
        }

        return path.Length == 0 ? "body" : path.ToString();
    }

    private static int EnterMember(JsonIndex index, int parent, int target, StringBuilder path)
    {
        var name = parent + 1;
        while (index[name + 1].Next <= target)
        {
            name = index[name + 1].Next;
        }

        path.Append(path.Length == 0 ? "" : ".").Append(Encoding.UTF8.GetString(index.Text(name).Span[1..^1]));
        return name + 1;
    }

    private static int EnterElement(JsonIndex index, int parent, int target, StringBuilder path)
    {
        var element = parent + 1;
        var number = 0;
        for (; index[element].Next <= target; number++)
        {
            element = index[element].Next;
        }

        path.Append('[').Append(number).Append(']');
        return element;
    }
}
