# The same as first-key.sh, for Windows. The key is shown once, here.
$ErrorActionPreference = 'Stop'

$vault = $env:KEY_VAULT_NAME
$url = $env:GATEWAY_URL
if (-not $vault -or -not $url) { throw 'This runs as a hook of azd, which sets KEY_VAULT_NAME and GATEWAY_URL.' }

foreach ($wait in 2, 5, 10, 20, 30, 30, 30, 0) {
    try {
        Invoke-RestMethod "$url/health" -TimeoutSec 30 | Out-Null
        break
    }
    catch {
        if (-not $wait) { throw "$url/health does not answer. See docs/operations.md, 'When it does not start'." }
        Start-Sleep -Seconds $wait
    }
}

$admin = az keyvault secret show --vault-name $vault --name gateway-admin-key --query value --output tsv
if ($LASTEXITCODE -ne 0) { throw "The administration key could not be read from $vault." }
$headers = @{ Authorization = "Bearer $admin" }

$keys = Invoke-WebRequest "$url/gateway/v1/keys?limit=1" -Headers $headers -UseBasicParsing
if ($keys.Content -match '"id"') {
    Write-Host "The gateway is at $url and has its keys already."
    return
}

$first = Invoke-WebRequest "$url/gateway/v1/keys" -Method Post -Headers $headers -ContentType 'application/json' -Body '{"name":"first","user":"owner"}' -UseBasicParsing
Write-Host "The gateway is at $url/openai/v1. Its first virtual key, shown this once:"
Write-Host $first.Content
