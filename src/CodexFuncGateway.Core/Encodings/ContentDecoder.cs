namespace CodexFuncGateway.Encodings;

/// <summary>Undoes one content encoding.</summary>
/// <exception cref="InvalidDataException">The bytes are damaged, or are none of this encoding.</exception>
internal delegate void ContentDecoder(ReadOnlyMemory<byte> encoded, BodyBuffer decoded);
