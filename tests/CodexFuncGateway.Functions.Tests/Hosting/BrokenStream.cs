namespace CodexFuncGateway.Functions.Tests.Hosting;

/// <summary>A connection whose other end is gone.</summary>
internal sealed class BrokenStream : MemoryStream
{
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("Broken pipe");
}
