# The same as secrets.sh, for Windows. Values go into the vault and nowhere else.
$ErrorActionPreference = 'Stop'

$vault = $env:KEY_VAULT_NAME
if (-not $vault) { throw 'This runs as a hook of azd, which sets KEY_VAULT_NAME.' }

function Test-Secret([string] $name) {
    az keyvault secret show --vault-name $vault --name $name --query id --output tsv 2>$null | Out-Null
    return $LASTEXITCODE -eq 0
}

# A role that was assigned a moment ago may take minutes until the vault knows it.
function Set-Secret([string] $name, [string] $value) {
    $file = New-TemporaryFile
    try {
        [System.IO.File]::WriteAllText($file, $value)
        foreach ($wait in 5, 10, 20, 30, 60, 60, 0) {
            az keyvault secret set --vault-name $vault --name $name --file $file --encoding utf-8 --output none
            if ($LASTEXITCODE -eq 0) { return }
            if ($wait) { Start-Sleep -Seconds $wait }
        }
        throw "The secret $name could not be written to $vault. Whoever deploys needs the role Key Vault Secrets Officer there."
    }
    finally {
        Remove-Item $file
    }
}

foreach ($name in 'gateway-admin-key', 'gateway-seal-key', 'gateway-key-pepper') {
    if (-not (Test-Secret $name)) {
        $bytes = [System.Security.Cryptography.RandomNumberGenerator]::GetBytes(32)
        Set-Secret $name ([Convert]::ToBase64String($bytes))
        Write-Host "Made $name."
    }
}

# Without a terminal, in a pipeline, keys come from variables such as ANTHROPIC_API_KEY alone.
$providers = if ($env:GATEWAY_PROVIDERS) { -split $env:GATEWAY_PROVIDERS } else { 'openai', 'anthropic', 'gemini', 'mistral' }
foreach ($provider in $providers) {
    $value = [Environment]::GetEnvironmentVariable($provider.ToUpperInvariant().Replace('-', '_') + '_API_KEY')
    if (-not $value -and -not [Console]::IsInputRedirected -and -not (Test-Secret "$provider-api-key")) {
        $value = Read-Host "Key of $provider (empty to leave it out)" -MaskInput
    }
    if ($value) {
        Set-Secret "$provider-api-key" $value
        Write-Host "Stored $provider-api-key."
    }
}
