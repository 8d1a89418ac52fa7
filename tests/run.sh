#!/usr/bin/env bash
# Builds everything once and runs every test project. The last line is "N passed, N failed"; the exit status is 1 if anything failed.
# Needs the .NET SDK that global.json names, Node.js with npm, and git; installs the rest (PostgreSQL's server, npm packages).
set -u
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 1
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1 NUGET_XMLDOC_MODE=skip
exec </dev/null

passed=0 failed=0 skipped=0 summary=
results=$(mktemp -d) || exit 1
trap 'rm -rf "$results"' EXIT

# add PROJECT PASSED FAILED SKIPPED [REMARK]: counts, and keeps a line for the summary
add() {
  passed=$((passed + $2)) failed=$((failed + $3)) skipped=$((skipped + $4))
  summary+=$(printf '%-28s %5d passed %5d failed %5d skipped  %s' "$1" "$2" "$3" "$4" "${5-}")$'\n'
}

# finish: prints the summary and ends the script
finish() {
  printf '\n%s' "$summary"
  local line="$passed passed, $failed failed"
  [ "$skipped" -eq 0 ] || line+=", $skipped skipped"
  echo "$line"
  [ "$failed" -eq 0 ]
  exit
}

# counter FILE NAME: an attribute of the Counters element of a .trx file, 0 where it is missing
counter() {
  local value
  value=$(grep -o '<Counters [^>]*' "$1" 2>/dev/null | head -n 1 | grep -o " $2=\"[0-9]*\"" | tr -dc 0-9)
  echo "${value:-0}"
}

# as_root COMMAND…: runs it as root, through sudo where somebody else is at work
as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# Oracle tests start a PostgreSQL server of their own (PostgresServer.cs). npm packages are fetched by the tests that need them.
install_system_packages() {
  compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null && return
  if ! command -v apt-get >/dev/null; then
    echo "The tests need PostgreSQL's server below /usr/lib/postgresql, and there is no apt-get to install it with." >&2
    return 1
  fi
  echo "installing PostgreSQL's server"
  as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql
}

# check_programs: says what is missing before anything is built
check_programs() {
  local program missing=
  for program in dotnet node npm git; do
    command -v "$program" >/dev/null || missing+=" $program"
  done
  [ -z "$missing" ] && return
  echo "The tests need the .NET SDK 10, Node.js 20 with npm, and git; not found:$missing." >&2
  return 1
}

# run_tests PROJECT_FILE: runs one test project and adds its figures
run_tests() {
  local name trx status remark= total executed good bad
  name=$(basename "$1" .csproj)
  trx=$results/$name.trx
  echo "== $name"
  dotnet test "$1" --configuration Release --no-build --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
    --logger "console;verbosity=minimal" --blame-hang-timeout 10m --blame-hang-dump-type none
  status=$?
  total=$(counter "$trx" total) executed=$(counter "$trx" executed) good=$(counter "$trx" passed) bad=$(counter "$trx" failed)
  if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
    # No test failed, so the project did: a crash, a hang, a run that could not start.
    bad=1 remark="the run itself failed, exit status $status"
  fi
  add "$name" "$good" "$bad" $((total - executed)) "$remark"
}

if ! check_programs || ! install_system_packages; then
  add installation 0 1 0 "what tests need is not there and could not be installed"
  finish
fi

if ! dotnet build MigrationLint.sln --configuration Release -m:2 --nologo -v quiet -p:UseSharedCompilation=false; then
  add build 0 1 0
  finish
fi

for project in tests/*/*.csproj; do
  if grep -q '<IsTestProject>true' "$project"; then
    run_tests "$project"
  fi
done
finish
