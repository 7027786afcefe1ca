using System.Text;

namespace Azure.Data.Tables.Protocol;

/// <summary>Several operations as the one change set of a multipart body.</summary>
internal static class BatchBody
{
    private const string Batch = "batch_of_the_tests";
    private const string ChangeSet = "changeset_of_the_tests";

    public const string ContentType = $"multipart/mixed; boundary={Batch}";

    public static byte[] Write(IEnumerable<TableOperation> operations, Func<TableOperation, Uri> addressOf)
    {
        var body = new StringBuilder($"--{Batch}\r\nContent-Type: multipart/mixed; boundary={ChangeSet}\r\n\r\n");
        foreach (var operation in operations)
        {
            body.Append($"--{ChangeSet}\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\n\r\n");
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $"{operation.Method} {addressOf(operation).AbsoluteUri} HTTP/1.1\r\n");
            body.Append("Accept: application/json;odata=minimalmetadata\r\nDataServiceVersion: 3.0\r\nPrefer: return-no-content\r\n");
            body.Append(operation.IfMatch is { } version ? $"If-Match: {version}\r\n" : "");
            body.Append("Content-Type: application/json\r\n\r\n").Append(Encoding.UTF8.GetString(operation.Body ?? [])).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(body.Append($"--{ChangeSet}--\r\n--{Batch}--\r\n").ToString());
    }
}
