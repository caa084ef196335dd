#!/bin/sh
# Run once by the database container on an empty volume: an owner that migrates, and the portal's own role that owns nothing.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
  --set owner="$OWNER_PASSWORD" --set application="$APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE clearline_owner LOGIN PASSWORD :'owner';
CREATE ROLE clearline_app LOGIN PASSWORD :'application';
CREATE DATABASE clearline OWNER clearline_owner;
SQL
