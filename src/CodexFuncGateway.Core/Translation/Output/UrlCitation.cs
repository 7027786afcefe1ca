using System.Text.Json;

namespace CodexFuncGateway.Translation.Output;

/// <summary>A source as clients are told of it, with a place that is 0 to 0 where the upstream names none.</summary>
internal sealed record UrlCitation(string Url, string Title, int Start, int End)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "url_citation"u8);
        json.WriteString("url"u8, Url);
        json.WriteString("title"u8, Title);
        json.WriteNumber("start_index"u8, Start);
        json.WriteNumber("end_index"u8, End);
        json.WriteEndObject();
    }
}
