using System.Text;

namespace CodexFuncGateway.Simulators;

/// <summary>An answer that is not a reply: a status with the service's own error body.</summary>
public sealed record Rejection(int Status, byte[] Bytes)
{
    public Rejection(int status, string body)
        : this(status, Encoding.UTF8.GetBytes(body))
    {
    }

    public string Body => Encoding.UTF8.GetString(Bytes);

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
