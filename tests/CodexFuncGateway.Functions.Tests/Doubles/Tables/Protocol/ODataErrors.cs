using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables.Protocol;

/// <summary>Reads the code of an error: <c>{"odata.error":{"code":"EntityNotFound",…}}</c>.</summary>
internal sealed class ODataErrors : RequestFailedDetailsParser
{
    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        data = null;
        try
        {
            using var json = JsonDocument.Parse(response.Content);
            error = new ResponseError(json.RootElement.GetProperty("odata.error").GetProperty("code").GetString(), null);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException)
        {
            error = null;
            return false;
        }
    }
}
