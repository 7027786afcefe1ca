namespace CodexFuncGateway.Storage;

/// <summary>Why a store did not do what it was asked, by what the caller can do about it.</summary>
public enum TableStoreFailure
{
    /// <summary>There is no such entity to update or delete.</summary>
    NotFound,

    /// <summary>There is such an entity already.</summary>
    AlreadyExists,

    /// <summary>The entity changed since it was read: read it again.</summary>
    PreconditionFailed,

    /// <summary>The request breaks a rule of Table Storage; it will fail however often it is repeated.</summary>
    Invalid,

    /// <summary>The store is out of reach or overloaded; whether the writes were applied is unknown. Worth another try later.</summary>
    Unavailable,
}
