#!/usr/bin/env bash
# Loads the sample county into a running service, through the same imports as every other file.
#   sample-geodata/load.sh http://localhost:8080 admin PASSWORD
# May be called again: a file whose features are there is skipped. Needs bash 3.2 and curl.
set -euo pipefail

if [ $# -ne 3 ]; then
  echo "usage: load.sh BASE_URL USER PASSWORD" >&2
  exit 2
fi
BASE=${1%/}
USER_NAME=$2
PASSWORD=$3
HERE=$(cd "$(dirname "$0")" && pwd)

# The data is synthetic and has no date of its own: it is as old as its load.
SOURCE_DATE=$(date +%Y-%m-%d)

# file, collection, county covered, features
FILES="
contaminated-sites contaminated-sites 130899 46
contaminated-sites-points contaminated-sites 130899 15
control-zones control-zones 130899 12
groundwater-zones groundwater-zones 130899 17
water-source-protection water-source-protection 130899 9
ecological-redline ecological-redline 130899 4
supervised-units supervised-units 130899 10
supervised-units-points supervised-units 130899 10
sensitive-places sensitive-places 130899 49
sensitive-places-points sensitive-places 130899 30
current-land-use current-land-use 130899 1560
plan-land-use plan-land-use 130899 1080
urban-development-boundary urban-development-boundary 130899 3
permanent-basic-farmland permanent-basic-farmland 130899 502
parcels parcels 130899 248
parcels-130898 parcels 130898 1
farmland-classes-1 farmland-classes 130899 218
farmland-classes-2 farmland-classes 130899 291
farmland-classes-3 farmland-classes 130899 218
"

fail() {
  echo "$*" >&2
  exit 1
}

# curl with the sign-in, which stays out of the list of processes
call() {
  local user=${USER_NAME//\\/\\\\} password=${PASSWORD//\\/\\\\}
  curl -sS --max-time 120 -K <(printf 'user = "%s:%s"\n' "${user//\"/\\\"}" "${password//\"/\\\"}") "$@"
}

# the state in a job's answer
state_of() {
  grep -o '"state":"[A-Z]*"' | head -n 1 | cut -d '"' -f 4
}

# how many features each collection holds: lines "id count"
counts() {
  local answer
  answer=$(call -f "$BASE/api/collections") || fail "无法读取图层目录。 Cannot read $BASE/api/collections: is the service up, and the password right?"
  # Each collection begins with its id; the attributes within have none.
  printf '%s' "$answer" | sed 's/{"id":"/\
&/g' | sed -n 's/^{"id":"\([^"]*\)".*"count":\([0-9]*\).*/\1 \2/p'
}

# waits until the job has ended and prints its last answer
await() {
  local answer state tries=0
  while [ $tries -lt 3000 ]; do
    answer=$(call -f "$1") || return 1
    state=$(printf '%s' "$answer" | state_of)
    case $state in
      COMMITTED | REJECTED | FAILED | CANCELLED)
        printf '%s' "$answer"
        return 0
        ;;
    esac
    tries=$((tries + 1))
    sleep 0.2
  done
  return 1
}

upload() {
  local file=$1 collection=$2 adcode=$3 headers code location job state
  headers=$(mktemp)
  # shellcheck disable=SC2064 # the name is known now
  trap "rm -f '$headers' '$headers.body'" EXIT
  code=$(call -D "$headers" -o "$headers.body" -w '%{http_code}' \
    -F "file=@$HERE/$file.zip;type=application/zip" \
    "$BASE/api/imports?collection=$collection&mode=append&commit=auto&coverage=$adcode&sourceDate=$SOURCE_DATE") ||
    fail "上传失败。 Upload of $file.zip failed."
  [ "$code" = 202 ] || fail "$file.zip: HTTP $code: $(cat "$headers.body")"
  location=$(tr -d '\r' <"$headers" | sed -n 's/^[Ll]ocation: *//p' | tail -n 1)
  case $location in
    http*) ;;
    *) location=$BASE$location ;;
  esac
  job=$(await "$location") || fail "$file.zip: 导入没有结束。 The import did not end: $location"
  state=$(printf '%s' "$job" | state_of)
  if [ "$state" != COMMITTED ]; then
    echo "$file.zip: $state" >&2
    printf '%s\n' "$job" >&2
    call "$location/problems?f=csv" >&2 || true
    exit 1
  fi
  rm -f "$headers" "$headers.body"
}

HELD=$(counts)
TOTAL=$(printf '%s' "$FILES" | grep -c .)
NUMBER=0
EARLIER_COLLECTION=
EARLIER=0
while read -r file collection adcode features; do
  [ -n "$file" ] || continue
  NUMBER=$((NUMBER + 1))
  if [ "$collection" != "$EARLIER_COLLECTION" ]; then
    EARLIER_COLLECTION=$collection
    EARLIER=0
  fi
  held=$(printf '%s\n' "$HELD" | sed -n "s/^$collection //p")
  label="[$NUMBER/$TOTAL] $file.zip → $collection"
  if [ -z "$held" ]; then
    fail "$label: 服务中没有这个图层。 The service has no such collection."
  elif [ "$held" -eq 0 ] || [ "$held" -eq "$EARLIER" ]; then
    upload "$file" "$collection" "$adcode" </dev/null
    echo "$label: 已入库 $features 个要素 loaded"
  elif [ "$held" -ge $((EARLIER + features)) ]; then
    echo "$label: 已有数据，跳过 already there"
  else
    echo "$label: 图层中有其他数据，未载入 holds $held other features; left alone"
  fi
  EARLIER=$((EARLIER + features))
done <<<"$FILES"
