#!/bin/bash
# Makes the file from which JDK 25 and later start a Homeroom server sooner: quick-start.sh FILE (deploy.md, "A quicker start").
# WLP_USER_DIR is that of a server, which may run meanwhile: another one is started with its program and options, an empty
# database of its own and no Redis, in a folder that goes away again. WLP is Liberty's folder, PORT a free port.
set -eu
file=$(realpath -m "$1")
: "${WLP_USER_DIR:?the folder in which servers/homeroom is}"
port=${PORT:-9079}
if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
  echo "Port $port is in use: set PORT to a free one." >&2
  exit 1
fi
own=$(mktemp -d)
server=
trap 'if [ -n "$server" ]; then { kill "$server" && wait "$server"; } 2>/dev/null || true; fi; rm -rf "$own"' EXIT
rm -f "$file"
# Nothing of the server's own settings: neither its database nor its Redis is to be touched.
env -i PATH="$PATH" LANG=C.UTF-8 ${JAVA_HOME:+JAVA_HOME="$JAVA_HOME"} WLP_USER_DIR="$WLP_USER_DIR" WLP_OUTPUT_DIR="$own" \
  HOMEROOM_DATA="$own/data" HOMEROOM_ENVIRONMENT=development HTTP_HOST=127.0.0.1 HTTP_PORT="$port" \
  JVM_ARGS="-XX:AOTCacheOutput=$file" "${WLP:-/opt/wlp}/bin/server" run homeroom >"$own/log" 2>&1 &
server=$!
ready() {
  exec 3<>"/dev/tcp/127.0.0.1/$port" \
    && printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3 && head -1 <&3 | grep -q ' 200'
}
# Ten minutes are for a machine that is slow or busy. A server that has ended is not waited for.
for _ in $(seq 1200); do
  if (ready) 2>/dev/null; then
    kill "$server"
    wait "$server" || true
    server=
    break
  fi
  kill -0 "$server" 2>/dev/null || break
  sleep 0.5
done
if [ ! -s "$file" ]; then
  tail -20 "$own/log" >&2
  if [ -n "$server" ] && kill -0 "$server" 2>/dev/null; then
    echo "No $file was made: the server was not ready after ten minutes." >&2
  else
    echo "No $file was made: is Java 25 or later in JAVA_HOME or in the path? After a crash of Java try again." >&2
  fi
  exit 1
fi
# The servers read it as a user of their own.
chmod a+r "$file"
