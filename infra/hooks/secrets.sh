#!/bin/sh
# After provisioning: makes the gateway's own secrets where they are missing, and asks for providers' keys. Values go into the vault and nowhere else:
# not to the screen, to no argument of a process, to no file that outlives this script.
set -eu

vault=${KEY_VAULT_NAME:?This runs as a hook of azd, which sets KEY_VAULT_NAME.}
umask 077
work=$(mktemp -d)
trap 'stty echo 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

exists() {
  az keyvault secret show --vault-name "$vault" --name "$1" --query id --output tsv >/dev/null 2>&1
}

# Puts what standard input holds into the vault. A role that was assigned a moment ago may take minutes until the vault knows it.
store() {
  cat >"$work/value"
  for wait in 5 10 20 30 60 60 -; do
    if az keyvault secret set --vault-name "$vault" --name "$1" --file "$work/value" --encoding utf-8 --output none 2>"$work/problem"; then
      rm -f "$work/value"
      return 0
    fi
    [ "$wait" = - ] || { echo "The vault does not take $1 yet; once more in $wait seconds." >&2; sleep "$wait"; }
  done
  cat "$work/problem" >&2
  echo "The secret $1 could not be written to $vault. Whoever deploys needs the role Key Vault Secrets Officer there." >&2
  exit 1
}

random() {
  openssl rand -base64 "$1" | tr -d '\n'
}

# The seal key is base64 as the gateway reads it; the others are any text.
for name in gateway-admin-key gateway-seal-key gateway-key-pepper; do
  if ! exists "$name"; then
    random 32 | store "$name"
    echo "Made $name."
  fi
done

# Without a terminal, in a pipeline, keys come from variables such as ANTHROPIC_API_KEY alone.
for provider in ${GATEWAY_PROVIDERS:-openai anthropic gemini mistral}; do
  variable=$(printf '%s_API_KEY' "$provider" | tr '[:lower:]-' '[:upper:]_')
  eval "value=\${$variable:-}"
  if [ -z "$value" ] && [ -t 0 ] && ! exists "$provider-api-key"; then
    printf 'Key of %s (empty to leave it out): ' "$provider"
    stty -echo
    read -r value || value=
    stty echo
    echo
  fi
  if [ -n "$value" ]; then
    printf '%s' "$value" | store "$provider-api-key"
    echo "Stored $provider-api-key."
  fi
done
