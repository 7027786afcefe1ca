using CodexFuncGateway.Http;
using CodexFuncGateway.Storage;
using CodexFuncGateway.Storage.Embedded;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddSingleton<ITableStore>(_ => EmbeddedTableStore.InMemory(TimeProvider.System));
builder.Services.AddCodexFuncGateway();
var app = builder.Build();
app.Run(app.Services.GetRequiredService<GatewayEndpoint>().HandleAsync);
app.Run();
