using CodexFuncGateway.CodexTests.Harness;

namespace CodexFuncGateway.CodexTests.Vendors;

/// <summary>The theory that goes with <see cref="VendorFactAttribute"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class VendorTheoryAttribute : TheoryAttribute
{
    /// <param name="vendor">The name of the vendor's script.</param>
    public VendorTheoryAttribute(string vendor) => Skip = Availability.SkipReason(() => VendorSdk.Of(vendor).Installation.Problem);
}
