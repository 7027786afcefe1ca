#!/bin/sh
# After a deployment: waits for the gateway, and makes the first virtual key where there is none. The key is shown once, here.
set -eu

vault=${KEY_VAULT_NAME:?This runs as a hook of azd, which sets KEY_VAULT_NAME.}
url=${GATEWAY_URL:?This runs as a hook of azd, which sets GATEWAY_URL.}
umask 077
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

for wait in 2 5 10 20 30 30 30 -; do
  if curl --fail --silent --max-time 30 "$url/health" >/dev/null; then
    break
  fi
  [ "$wait" != - ] || { echo "$url/health does not answer. See docs/operations.md, 'When it does not start'." >&2; exit 1; }
  sleep "$wait"
done

# In a file that curl reads, so that the key is no argument of a process.
{
  printf 'header = "Authorization: Bearer '
  az keyvault secret show --vault-name "$vault" --name gateway-admin-key --query value --output tsv | tr -d '\n'
  printf '"\n'
} >"$work/curl"

ask() {
  curl --silent --show-error --max-time 60 --config "$work/curl" --output "$work/answer" --write-out '%{http_code}' "$@"
}

status=$(ask "$url/gateway/v1/keys?limit=1")
if [ "$status" != 200 ]; then
  echo "The gateway answered $status when asked for its keys:" >&2
  cat "$work/answer" >&2
  exit 1
fi

if grep -q '"id"' "$work/answer"; then
  echo "The gateway is at $url and has its keys already."
  exit 0
fi

status=$(ask --request POST --header 'Content-Type: application/json' --data '{"name":"first","user":"owner"}' "$url/gateway/v1/keys")
case $status in
  200 | 201) ;;
  *)
    echo "The first key could not be made; the gateway answered $status:" >&2
    cat "$work/answer" >&2
    exit 1
    ;;
esac

echo "The gateway is at $url/openai/v1. Its first virtual key, shown this once:"
cat "$work/answer"
echo
