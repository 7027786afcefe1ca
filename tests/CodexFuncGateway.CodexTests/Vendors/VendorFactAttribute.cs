using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>A test that needs a vendor's client: skipped with the reason where npm cannot be reached, but never in CI, where it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VendorFactAttribute : FactAttribute
{
    /// <param name="vendor">The name of the vendor's script.</param>
    public VendorFactAttribute(string vendor) => Skip = Availability.SkipReason(() => VendorSdk.Of(vendor).Installation.Problem);
}
