# How long PostgreSQL and its tools take on this node. Runs as the server's user, beside the node's
# own server, in a folder of its own on the same disk, which it leaves as it found it.
# Needs: the folder as $1, the tools on the path. Prints lines: name, blank, microseconds.
set -euo pipefail

work=$1
rounds=3
primary=$work/one
standby=$work/two
trap 'for d in "$primary" "$standby" "$work"/third; do [ -f "$d/postmaster.pid" ] && kill -9 $(head -1 "$d/postmaster.pid") 2>/dev/null; done; rm -rf "$work"' EXIT
rm -rf "$work"
mkdir -p "$work/sockets"

# A file that never has anything to read: the shell waits on it without starting a process.
mkfifo "$work/nothing"
exec 9<>"$work/nothing"
a_moment() { read -rt 0.002 -u 9 || true; }
now() { echo "${EPOCHREALTIME/./}"; }
say() { echo "$1 $(($(now) - $2))"; }

port_of() { [ "$1" = "$work/one" ] && echo 1 || echo 2; }
sql() { psql -X -q -A -t -h "$work/sockets" -p "$(port_of "$1")" -U postgres -v ON_ERROR_STOP=1 postgres; }

is_ready() {
    local lines
    [ -f "$1/postmaster.pid" ] && mapfile -t lines <"$1/postmaster.pid" && [[ ${lines[7]:-} == ready* ]]
}
start() {
    postgres -D "$1" -p "$(port_of "$1")" -c listen_addresses='' -c unix_socket_directories="$work/sockets" \
        -c max_wal_size=64MB -c min_wal_size=32MB -c shared_buffers=32MB -c wal_log_hints=on \
        -c wal_keep_size=32MB >>"$work/log" 2>&1 9>&- &
    until is_ready "$1"; do a_moment; done
}
stop() {
    local pid
    pid=$(head -1 "$1/postmaster.pid")
    kill -"$2" "$pid"
    while [ -f "$1/postmaster.pid" ] || kill -0 "$pid" 2>/dev/null; do a_moment; done
    wait "$pid" 2>/dev/null || true
}

# Milliseconds that psql measures itself, as microseconds; those of a line's statements are added.
timings() { awk -v name="$1" '/^Time:/ { printf "%s %d\n", name, $2 * 1000 }'; }
sum_of_timings() { awk -v name="$1" '/^Time:/ { sum += $2 } END { printf "%s %d\n", name, sum * 1000 }'; }

for _ in $(seq "$rounds"); do
    rm -rf "$work/third"
    begin=$(now)
    initdb -D "$work/third" -U postgres -A trust --no-sync >>"$work/log" 2>&1
    say initdb "$begin"
done
mv "$work/third" "$primary"
start "$primary"
echo "CREATE TABLE t (n int); CREATE TABLE big AS SELECT n, repeat('x', 200) AS x FROM generate_series(1, 20000) n;" | sql "$primary"

{ echo '\timing on'; for _ in $(seq 300); do echo 'SELECT 1;'; done; } | sql "$primary" | timings round-trip
{ echo '\timing on'; for _ in $(seq 200); do echo 'INSERT INTO t VALUES (1);'; done; } | sql "$primary" | timings commit
for _ in $(seq 10); do
    echo "UPDATE big SET n = n + 1 WHERE n % 20 = 0;" | sql "$primary"
    printf '\\timing on\nCHECKPOINT;\n' | sql "$primary" | timings checkpoint
done
for _ in $(seq 20); do
    begin=$(now)
    pg_controldata -D "$primary" >/dev/null
    say tool "$begin"
done

for _ in $(seq 5); do
    echo "UPDATE big SET n = n + 1 WHERE n % 10 = 0;" | sql "$primary"
    begin=$(now); stop "$primary" INT; say stop-fast "$begin"
    begin=$(now); start "$primary"; say server-start "$begin"
    echo "UPDATE big SET n = n + 1 WHERE n % 10 = 0;" | sql "$primary"
    begin=$(now); stop "$primary" QUIT; say stop-immediate "$begin"
    begin=$(now); start "$primary"; say crash-recovery "$begin"
done

for _ in $(seq "$rounds"); do
    rm -rf "$standby"
    begin=$(now)
    pg_basebackup -D "$standby" -X stream -R -c fast -h "$work/sockets" -p "$(port_of "$primary")" -U postgres >>"$work/log" 2>&1
    say base-backup "$begin"
done
start "$standby"

for _ in $(seq 6); do
    echo "UPDATE big SET n = n + 1 WHERE n % 20 = 0;" | sql "$primary"
    printf '%s\n' '\timing on' 'SELECT pg_promote(false);' \
        'DO $$ BEGIN WHILE pg_is_in_recovery() LOOP PERFORM pg_sleep(0.002); END LOOP; END $$;' |
        sql "$standby" | sum_of_timings promotion
    echo "INSERT INTO t VALUES (2); CHECKPOINT;" | sql "$standby"
    echo "INSERT INTO t VALUES (3);" | sql "$primary"
    stop "$primary" INT
    begin=$(now)
    pg_rewind -D "$primary" -R --source-server="host=$work/sockets port=$(port_of "$standby") user=postgres dbname=postgres" >>"$work/log" 2>&1
    say rewind "$begin"
    start "$primary"
    former=$primary primary=$standby standby=$former
done
