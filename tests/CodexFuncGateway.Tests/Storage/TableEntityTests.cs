using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

public class TableEntityTests
{
    [Fact]
    public void A_type_that_Table_Storage_does_not_know_is_refused_at_once() =>
        Assert.Throws<ArgumentException>(() => new TableEntity(new TableKey("p", "r")) { ["Price"] = 1.5m });

    [Fact]
    public void A_property_read_as_another_type_is_null()
    {
        var entity = new TableEntity(new TableKey("p", "r")) { ["Count"] = 5 };

        Assert.Equal(5, entity.GetInt32("Count"));
        Assert.Null(entity.GetInt64("Count"));
        Assert.Null(entity.GetString("Missing"));
    }
}
