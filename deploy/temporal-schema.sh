#!/bin/sh
# Brings Temporal's two databases to the schema of this version; run again, it does nothing.
set -eu
: "${SQL_PASSWORD:?}"
bring_up() {
  tool="temporal-sql-tool --plugin postgres12 --ep postgres -p 5432 -u temporal --db $1"
  versioned="/etc/temporal/schema/postgresql/v12/$2/versioned"
  if ! $tool update-schema -d "$versioned"; then
    $tool setup-schema -v 0.0
    $tool update-schema -d "$versioned"
  fi
}
bring_up temporal temporal
bring_up temporal_visibility visibility
