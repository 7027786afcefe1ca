namespace CodexFuncGateway.ResponsesApi;

/// <summary>The elements of an array, in their order.</summary>
public struct JsonElements
{
    private readonly JsonIndex index;
    private readonly int end;
    private int next;

    internal JsonElements(JsonIndex index, int place)
    {
        (this.index, end, next) = (index, index[place].Next, place + 1);
        Current = default;
    }

    public JsonView Current { get; private set; }

    public readonly JsonElements GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next >= end)
        {
            return false;
        }

        Current = new JsonView(index, next);
        next = index[next].Next;
        return true;
    }
}
