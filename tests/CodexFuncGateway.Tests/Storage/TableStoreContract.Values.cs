using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Tests.Storage;

public abstract partial class TableStoreContract
{
    public static TheoryData<object> Values => new()
    {
        "text", "", "grüße \"quoted\" \\ \n 漢字 🙂",
        0, int.MinValue,
        0L, long.MaxValue, long.MinValue,
        0.1, double.MaxValue, double.NaN, double.NegativeInfinity,
        true, false,
        new DateTimeOffset(2026, 11, 4, 23, 59, 58, TimeSpan.Zero).AddTicks(1234567),
        Guid.Parse("5f1f8a2e-0d5f-4b8e-9f57-0c2f6b1f6a11"),
        new byte[] { 0, 1, 254, 255 },
    };

    [Theory]
    [MemberData(nameof(Values), DisableDiscoveryEnumeration = true)]
    public async Task A_value_comes_back_with_its_type_and_every_bit(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        await InsertAsync(new TableEntity(new TableKey("p", "r")) { ["Value"] = value });

        var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);

        Assert.IsType(value.GetType(), read!["Value"]);
        Assert.Equal(value, read["Value"]);
    }

    [Fact]
    public async Task A_time_with_an_offset_comes_back_as_the_same_instant_in_utc()
    {
        var time = new DateTimeOffset(2026, 11, 5, 1, 0, 0, TimeSpan.FromHours(2));
        await InsertAsync(new TableEntity(new TableKey("p", "r")) { ["Value"] = time });

        var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);

        Assert.Equal(time, read!.GetDateTimeOffset("Value"));
        Assert.Equal(TimeSpan.Zero, read.GetDateTimeOffset("Value")!.Value.Offset);
    }

    [Fact]
    public async Task A_null_is_not_stored()
    {
        await InsertAsync(new TableEntity(new TableKey("p", "r")) { ["Value"] = null });

        var read = await store.GetAsync(Table, new TableKey("p", "r"), CancellationToken.None);

        Assert.Empty(read!.Properties);
    }

    [Fact]
    public async Task Empty_keys_and_keys_of_the_longest_length_are_fine()
    {
        var longest = new string('k', LongestKey);
        await InsertAsync(Entity("", "", "empty"));
        await InsertAsync(Entity(longest, longest, "long"));

        Assert.Equal("empty", await ValueAsync("", ""));
        Assert.Equal("long", await ValueAsync(longest, longest));
    }

    [Theory]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    [InlineData("a?b")]
    [InlineData("a\tb")]
    [InlineData("a\u0085b")]
    public async Task A_key_with_a_forbidden_character_is_refused_unless_it_is_escaped(string key)
    {
        await FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(Entity(key, "r")));
        await FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(Entity("p", key)));

        await InsertAsync(Entity(TableKey.Escape(key), TableKey.Escape(key)));
    }

    [Fact]
    public async Task Too_long_or_too_large_is_refused()
    {
        await FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(Entity(new string('k', 1025), "r")));
        await FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(Entity("p", "r", new string('v', (32 * 1024) + 1))));
        await FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(Wide(properties: 253, length: 1)));
        await FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(Wide(properties: 20, length: 32_000)));
    }

    [Theory]
    [InlineData("RowKey")]
    [InlineData("Timestamp")]
    [InlineData("1st")]
    [InlineData("with-dash")]
    [InlineData("")]
    public Task A_property_name_that_the_service_does_not_take_is_refused(string name) =>
        FailsAsync(TableStoreFailure.Invalid, () => InsertAsync(new TableEntity(new TableKey("p", "r")) { [name] = 1 }));

    [Theory]
    [InlineData("ab")]
    [InlineData("1abc")]
    [InlineData("with-dash")]
    public Task A_table_name_that_the_service_does_not_take_is_refused(string table) =>
        FailsAsync(TableStoreFailure.Invalid, () => store.InsertAsync(table, Entity("p", "r"), CancellationToken.None));

    private static TableEntity Wide(int properties, int length) => new(
        new TableKey("p", "r"),
        Enumerable.Range(0, properties).Select(number => KeyValuePair.Create($"Value{number}", (object)new string('v', length))));
}
