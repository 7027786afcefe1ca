using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Stands for the client's settings; retries and transport are those of Azure's own core library.</summary>
public sealed class TableClientOptions : ClientOptions;
