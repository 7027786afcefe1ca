namespace CodexFuncGateway.ResponsesApi;

/// <summary>A member of an object.</summary>
/// <param name="NameValue">Its name, a string.</param>
public readonly record struct JsonMember(JsonView NameValue, JsonView Value)
{
    public string Name => NameValue.GetString();

    public bool IsNamed(string name) => NameValue.ValueEquals(name);
}

/// <summary>The members of an object, in their order.</summary>
public struct JsonMembers
{
    private readonly JsonIndex index;
    private readonly int end;
    private int next;

    internal JsonMembers(JsonIndex index, int place)
    {
        (this.index, end, next) = (index, index[place].Next, place + 1);
        Current = default;
    }

    public JsonMember Current { get; private set; }

    public readonly JsonMembers GetEnumerator() => this;

    public bool MoveNext()
    {
        if (next >= end)
        {
            return false;
        }

        Current = new JsonMember(new JsonView(index, next), new JsonView(index, next + 1));
        next = index[next + 1].Next;
        return true;
    }
}
