#!/bin/sh
# Run once, when the database is made: the passwords of the roles are those that their users have.
set -eu
write=$(sed -n 's/^hot\.password=//p' /etc/timescale/write/password.properties)
read=$(cat /etc/timescale/read/password)
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -v write="$write" -v read="$read" <<'SQL'
alter role penstock_write password :'write';
alter role penstock_read password :'read';
SQL
