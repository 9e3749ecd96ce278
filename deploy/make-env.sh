#!/bin/sh
# Prints an .env for docker compose, with every secret made up here and now: sh deploy/make-env.sh > .env
set -eu
umask 077
password() { openssl rand -hex 24; }
cat <<END
PUBLIC_URL=http://localhost:3000
KINDWORD_SECRETS=1:$(openssl rand -base64 32)
POSTGRES_PASSWORD=$(password)
KINDWORD_OWNER_PASSWORD=$(password)
KINDWORD_APP_PASSWORD=$(password)
TEMPORAL_DB_PASSWORD=$(password)
OUTBOX_TOKEN=outbox-$(password)
POSTMARK_WEBHOOK_USER=postmark
POSTMARK_WEBHOOK_PASSWORD=$(password)
END
