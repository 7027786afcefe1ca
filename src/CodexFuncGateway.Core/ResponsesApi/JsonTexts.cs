using System.Text.Json;

namespace CodexFuncGateway.ResponsesApi;

/// <summary>JSON may spell out half of a surrogate pair, which is valid and cannot be read: the framework throws where it meets one.</summary>
internal static class JsonTexts
{
    /// <param name="json">One valid value.</param>
    public static bool CanBeRead(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        try
        {
            while (reader.Read())
            {
                if (reader.ValueIsEscaped)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
