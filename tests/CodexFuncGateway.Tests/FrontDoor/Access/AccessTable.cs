namespace CodexFuncGateway.Tests.FrontDoor.Access;

/// <summary>Who may do what: every endpoint, every sort of caller. A new endpoint gets a row.</summary>
internal static class AccessTable
{
    private const string Model = "openai/gpt-5.4-mini";

    public static readonly string[] Callers = ["none", "wrong key", "disabled", "expired", "key", "other team", "reader", "admin", "forged header"];

    /// <summary>The callers that are virtual keys; the last of them is the one that rows with <c>{id}</c> are about.</summary>
    public static readonly (string Caller, string Definition)[] Keys =
    [
        ("key", """{"team":"blue","allowed_models":["openai/*"]}"""),
        ("other team", """{"team":"green","allowed_models":["groq/*"]}"""),
        ("expired", """{"expires_at":"2026-11-04T12:30:00Z"}"""),
        ("disabled", """{"disabled":true}"""),
    ];

    public static readonly AccessRow[] Rows =
    [
        //                                                       none wrong disabled expired key other reader admin forged
        new("POST", "/openai/v1/responses", Ask.Question(Model), 401, 401, 401, 401, 200, 403, 403, 401, 401),
        new("POST", "/openai/v1/responses/compact", $$"""{"model":"{{Model}}","input":"Hello"}""", 401, 401, 401, 401, 200, 403, 403, 401, 401),
        new("POST", "/openai/v1/chat/completions", Ask.ChatQuestion(Model), 401, 401, 401, 401, 200, 403, 403, 401, 401),
        new("GET", "/openai/v1/models", null, 401, 401, 401, 401, 200, 200, 403, 401, 401),
        new("GET", $"/openai/v1/models/{Model}", null, 401, 401, 401, 401, 200, 404, 403, 401, 401),
        new("GET", "/health", null, 200, 200, 200, 200, 200, 200, 200, 200, 200),
        new("GET", "/gateway/v1/keys", null, 401, 401, 401, 401, 401, 401, 403, 200, 401),
        new("POST", "/gateway/v1/keys", "{}", 401, 401, 401, 401, 401, 401, 403, 201, 401),
        new("GET", "/gateway/v1/keys/{id}", null, 401, 401, 401, 401, 401, 401, 403, 200, 401),
        new("PATCH", "/gateway/v1/keys/{id}", """{"name":"x"}""", 401, 401, 401, 401, 401, 401, 403, 200, 401),
        new("PUT", "/gateway/v1/keys/{id}", """{"name":"y"}""", 401, 401, 401, 401, 401, 401, 403, 200, 401),
        new("POST", "/gateway/v1/keys/{id}/rotate", "{}", 401, 401, 401, 401, 401, 401, 403, 200, 401),
        new("DELETE", "/gateway/v1/keys/key-none", null, 401, 401, 401, 401, 401, 401, 403, 404, 401),
        new("GET", "/gateway/v1/usage", null, 401, 401, 401, 401, 200, 200, 403, 401, 401),
        new("GET", "/gateway/v1/budgets", null, 401, 401, 401, 401, 401, 401, 200, 200, 401),
        new("POST", "/gateway/v1/budgets", """{"scope":"team","value":"red","period":"day","limit_usd":5}""", 401, 401, 401, 401, 401, 401, 403, 201, 401),
        new("GET", "/gateway/v1/budgets/none", null, 401, 401, 401, 401, 401, 401, 404, 404, 401),
        new("PUT", "/gateway/v1/budgets/red", """{"scope":"team","value":"red","period":"day","limit_usd":5}""", 401, 401, 401, 401, 401, 401, 403, 201, 401),
        new("DELETE", "/gateway/v1/budgets/none", null, 401, 401, 401, 401, 401, 401, 403, 404, 401),
        new("GET", "/gateway/v1/costs", null, 401, 401, 401, 401, 401, 401, 200, 200, 401),
        new("GET", "/gateway/v1/costs/requests", null, 401, 401, 401, 401, 401, 401, 200, 200, 401),
        new("GET", "/gateway/v1/prices", null, 401, 401, 401, 401, 401, 401, 200, 200, 401),
        new("GET", "/gateway/v1/audit", null, 401, 401, 401, 401, 401, 401, 403, 200, 401),
    ];

    public static TheoryData<string, string, int> Cells
    {
        get
        {
            var cells = new TheoryData<string, string, int>();
            foreach (var row in Rows)
            {
                for (var caller = 0; caller < Callers.Length; caller++)
                {
                    cells.Add(row.Name, Callers[caller], row.Statuses[caller]);
                }
            }

            return cells;
        }
    }
}
