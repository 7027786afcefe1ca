using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace CodexFuncGateway.Functions.Tests.Hosting;

/// <summary>A method with an HTTP trigger, found as the host finds it.</summary>
internal sealed class HttpFunction
{
    private readonly MethodInfo method;
    private readonly HttpTriggerAttribute trigger;
    private readonly TemplateMatcher matcher;

    private HttpFunction(MethodInfo method, HttpTriggerAttribute trigger)
    {
        (this.method, this.trigger) = (method, trigger);
        var template = TemplateParser.Parse(Route);
        Precedence = RoutePrecedence.ComputeInbound(template);
        matcher = new TemplateMatcher(template, []);
    }

    /// <summary>All there are, those with the more particular routes first.</summary>
    public static IReadOnlyList<HttpFunction> All { get; } =
    [
        .. from method in typeof(ApiFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
           where method.GetCustomAttribute<FunctionAttribute>() is not null
           let trigger = method.GetParameters()[0].GetCustomAttribute<HttpTriggerAttribute>()
           where trigger is not null
           let function = new HttpFunction(method, trigger)
           orderby function.Precedence
           select function,
    ];

    public string Name => method.GetCustomAttribute<FunctionAttribute>()!.Name;

    public string Route => trigger.Route!;

    public IReadOnlyList<string> Methods => trigger.Methods!;

    public AuthorizationLevel Level => trigger.AuthLevel;

    private decimal Precedence { get; }

    public bool Serves(string httpMethod, PathString path) => Methods.Contains(httpMethod, StringComparer.OrdinalIgnoreCase) && matcher.TryMatch(path, []);

    public Task InvokeAsync(IServiceProvider services, HttpContext context, CancellationToken functionEnds) =>
        (Task)method.Invoke(ActivatorUtilities.CreateInstance(services, method.DeclaringType!), [context.Request, functionEnds])!;
}
