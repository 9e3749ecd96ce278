#!/bin/sh
# Writes an .env for docker compose, readable by you alone, with every secret made up here and now: sh deploy/make-env.sh
# Another file: sh deploy/make-env.sh -o <file>. One that is there already is never overwritten: its keys seal the data.
set -eu
umask 077

file=.env
while getopts o: option; do
  case $option in
    o) file=$OPTARG ;;
    *) exit 2 ;;
  esac
done

password() { openssl rand -hex 24; }

# noclobber: made by this line, or not at all.
set -C
if ! (: > "$file") 2> /dev/null; then
  echo "$file is there already, or cannot be written; it is left as it is." >&2
  exit 1
fi
set +C
cat > "$file" <<END
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
echo "$file is written, for your eyes alone. Keep a copy of KINDWORD_SECRETS where the backups are not."
