using System.Globalization;
using CodexFuncGateway.Errors;
using CodexFuncGateway.ResponsesApi;

namespace CodexFuncGateway.Pipeline;

/// <summary>How much a conversation may consist of: what follows is done for every item and tool, and for every route that is tried.</summary>
internal static class RequestLimits
{
    /// <summary>Returns the content, or lets go of it.</summary>
    /// <exception cref="GatewayException">There is more of it than the gateway takes.</exception>
    public static CallContent Demand(CallContent content, GatewayOptions options)
    {
        try
        {
            var request = content.Request;
            Demand(request.Input.Count, options.MaxInputItems, "items", content.Format is ChatFormat ? "messages" : "input");
            Demand(Count(request.Tools) + request.Input.Sum(item => Count(Tools(item))), options.MaxTools, "tools", "tools");
            return content;
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    private static void Demand(int count, int most, string what, string param)
    {
        if (count > most)
        {
            var message = string.Create(CultureInfo.InvariantCulture, $"The request has {count:N0} {what}; this gateway takes at most {most:N0}.");
            throw new GatewayException(new GatewayError(ErrorKind.InvalidRequest, message) { Param = param });
        }
    }

    private static IReadOnlyList<ToolDefinition> Tools(InputItem item) => item switch
    {
        AdditionalToolsItem { Tools: var tools } => tools,
        ToolSearchOutputItem { Tools: var tools } => tools,
        _ => [],
    };

    private static int Count(IReadOnlyList<ToolDefinition> tools) => tools.Sum(tool => tool is NamespaceTool { Tools: var inner } ? Count(inner) : 1);
}
