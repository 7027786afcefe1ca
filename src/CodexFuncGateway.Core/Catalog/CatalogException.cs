namespace CodexFuncGateway.Catalog;

/// <summary>The catalog's data or settings are wrong; thrown at start only, with a sentence that names the place.</summary>
public sealed class CatalogException(string message, Exception? innerException = null) : Exception(message, innerException);
