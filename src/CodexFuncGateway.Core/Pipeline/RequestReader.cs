namespace CodexFuncGateway.Pipeline;

/// <summary>Understands a body in the API that its client speaks. The body is the reader's from then on, whatever comes of it.</summary>
internal delegate CallContent RequestReader(RequestBody body);
