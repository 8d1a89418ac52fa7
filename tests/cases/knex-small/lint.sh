#!/usr/bin/env bash
# Packs MigrationLint into a folder, builds this project against it as a user would, and prints what it finds.
set -euo pipefail
sample=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$sample/../../.." && pwd)
work="$root/artifacts/knex-small"
# A version of its own each time: NuGet and running build nodes keep what they have seen under a version.
version="0.0.0-dev.$(date +%s)"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDTERMINALLOGGER=off

rm -rf "$work" && mkdir -p "$work"
echo "Packing MigrationLint $version"
dotnet pack "$root/nuget/pack.proj" -p:PackageVersion="$version" -o "$work/feed" -v quiet > "$work/pack.log" 2>&1 || { cat "$work/pack.log"; exit 1; }

echo "Building $sample"
status=0
dotnet msbuild "$sample/KnexSmall.csproj" -restore -nologo -verbosity:minimal -clp:NoSummary -p:ArtifactsPath="$work/build" \
  -p:MigrationLintVersion="$version" -p:RestoreAdditionalProjectSources="$work/feed" -p:RestorePackagesPath="$work/packages" \
  | tee "$work/build.log" || status=$?

# Two of the sample's migrations would make Knex fail, which is an error: the build ends as it should.
if [ "$status" -ne 0 ] && ! grep -q ': error ML' "$work/build.log"; then
  exit "$status"
fi
echo "$(grep -c ': \(warning\|error\) ML' "$work/build.log") findings"
