namespace Azure.Data.Tables;

/// <summary>Stands for how an entity takes the place of another.</summary>
public enum TableUpdateMode
{
    Merge,
    Replace,
}
