using System.Buffers.Text;
using System.Text;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Functions.Tables;

/// <summary>
/// Where the next page begins, as one word that can stand in a URL. It is checked here, since it goes through clients and Azurite takes anything (seen with 3.35).
/// The range of the query holds whatever it says.
/// </summary>
internal static class Continuation
{
    public static string? Write(string? token) => string.IsNullOrEmpty(token) ? null : Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token));

    /// <exception cref="TableStoreException">It is none of ours.</exception>
    public static string? Read(string? continuation) => continuation is null ? null
        : Base64Url.IsValid(continuation) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation))
        : throw new TableStoreException(TableStoreFailure.Invalid, "The continuation is not one of this store's.");
}
