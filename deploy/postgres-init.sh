#!/bin/sh
# Runs once, on an empty PostgreSQL: two roles for Kindword (one owns the tables, one uses them), one for Temporal.
set -eu
psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  -v owner="$KINDWORD_OWNER_PASSWORD" -v app="$KINDWORD_APP_PASSWORD" -v temporal="$TEMPORAL_DB_PASSWORD" <<'SQL'
create role kindword_owner login nosuperuser nocreaterole nocreatedb nobypassrls password :'owner';
create role kindword_app login nosuperuser nocreaterole nocreatedb nobypassrls password :'app';
create database kindword owner kindword_owner;
revoke connect on database kindword from public;
grant connect on database kindword to kindword_app;

create role temporal login nosuperuser nocreaterole nocreatedb nobypassrls password :'temporal';
create database temporal owner temporal;
create database temporal_visibility owner temporal;
revoke connect on database temporal from public;
revoke connect on database temporal_visibility from public;
SQL
