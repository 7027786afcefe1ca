using CodexFuncGateway.Errors;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>The way from a body's root to one of its values, written out only when something is wrong there.</summary>
internal sealed class JsonPath
{
    /// <summary>The body itself.</summary>
    public static readonly JsonPath Root = new();

    private readonly JsonPath? parent;
    private readonly string? name;
    private readonly int index;

    public JsonPath(JsonPath parent, string name) => (this.parent, this.name) = (parent, name);

    public JsonPath(JsonPath parent, int index) => (this.parent, this.index) = (parent, index);

    private JsonPath()
    {
    }

    public GatewayException Error(string complaint) => new(new GatewayError(ErrorKind.InvalidRequest, $"'{this}' {complaint}.") { Param = ToString() });

    public override string ToString() => this switch
    {
        { parent: null } => "body",
        { parent.parent: null, name: not null } => name,
        { name: not null } => $"{parent}.{name}",
        _ => $"{parent}[{index}]",
    };
}
