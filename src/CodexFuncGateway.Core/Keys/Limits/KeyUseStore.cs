using CodexFuncGateway.Instances;
using CodexFuncGateway.Storage;

namespace CodexFuncGateway.Keys.Limits;

/// <summary>Changes the row that instances share, and knows which of them still have a say in it.</summary>
internal sealed class KeyUseStore(ITableStore store, InstanceLease instance, InstanceDirectory directory)
{
    /// <summary>Each failed attempt is another instance's success, so this many are only met where something is wrong.</summary>
    private const int MostAttempts = 200;

    public string InstanceId => instance.Id;

    /// <summary>Whether others respect what this instance claims.</summary>
    public bool IsLiving => instance.IsHeld;

    /// <summary>Writes what is planned for the row as it is now; whoever comes in between is heard first.</summary>
    /// <param name="plan">Pure, for it may be called again.</param>
    /// <returns>The plan that was written.</returns>
    public async Task<KeyPlan> ChangeAsync(string keyId, Func<KeyUse, KeyPlan> plan, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var row = await store.GetAsync(KeyUse.Table, KeyUse.KeyOf(keyId), cancellationToken);
            var before = KeyUse.Read(row);
            var planned = plan(before);
            try
            {
                if (!planned.Use.Equals(before))
                {
                    await WriteAsync(planned.Use.Map(keyId), row?.ETag, cancellationToken);
                }

                return planned;
            }
            catch (TableStoreException exception) when (IsConflict(exception.Failure) && attempt < MostAttempts)
            {
                // Once more, with what it has become.
            }
        }
    }

    /// <summary>Has others respect what this instance claims from now on.</summary>
    public async ValueTask LiveAsync(CancellationToken cancellationToken)
    {
        instance.Keep();
        if (!instance.IsHeld)
        {
            await instance.RenewAsync(cancellationToken);
        }
    }

    public Task<IReadOnlySet<string>> ReadLivingAsync(CancellationToken cancellationToken) => directory.ReadLivingAsync(cancellationToken);

    private Task<string> WriteAsync(TableEntity row, string? eTag, CancellationToken cancellationToken) => eTag is null
        ? store.InsertAsync(KeyUse.Table, row, cancellationToken)
        : store.UpdateAsync(KeyUse.Table, row, eTag, cancellationToken);

    private static bool IsConflict(TableStoreFailure failure) =>
        failure is TableStoreFailure.PreconditionFailed or TableStoreFailure.AlreadyExists or TableStoreFailure.NotFound;
}
