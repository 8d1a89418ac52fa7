#!/usr/bin/env bash
# Builds everything once and runs every test project. The last line is "N passed, N failed"; the exit status is 1 if anything failed.
# Needs the .NET SDK that global.json names, node and npm; installs the rest.
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

# What oracle tests run of npm, as the lock files pin it; again only when a lock file is newer than what stands there.
install_node_packages() {
  local lock directory
  for lock in tests/*/package-lock.json tests/*/*/package-lock.json; do
    case $lock in tests/cases/* | *'*'*) continue ;; esac
    directory=$(dirname "$lock")
    [ "$directory/node_modules/.package-lock.json" -nt "$lock" ] && continue
    echo "npm ci in $directory"
    (cd "$directory" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch node_modules/.package-lock.json) || return 1
  done
}

# Debian packages that tests need, such as a PostgreSQL server for lock and catalog tests, are installed here once a test uses them.
install_system_packages() {
  :
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

if ! install_system_packages || ! install_node_packages; then
  add installation 0 1 0 "what tests need could not be installed"
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
