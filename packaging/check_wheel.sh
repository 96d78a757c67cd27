#!/usr/bin/env bash
# Builds the sdist and from it the wheel, installs the wheel into an empty environment, and runs its self-test
# there from another folder with another home. Usage: packaging/check_wheel.sh [FOLDER for the wheel and sdist]
set -euo pipefail
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo "$PWD/.tools/bin/uv")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
out=${1:-$work/dist}

rm -f "$out"/*.whl "$out"/*.tar.gz
"$uv" build --quiet --out-dir "$out"
# The versions that were tested, which are also the ones already downloaded.
"$uv" export --quiet --frozen --no-dev --no-emit-project --no-hashes --output-file "$work/constraints.txt"
"$uv" venv --quiet "$work/env"
"$uv" pip install --quiet --python "$work/env" --constraints "$work/constraints.txt" "$out"/*.whl
mkdir "$work/home" "$work/elsewhere"
cd "$work/elsewhere"
clean() { env -i HOME="$work/home" PATH=/usr/bin:/bin LANG=C.UTF-8 "$@"; }
clean "$work/env/bin/frcnn-desktop" self-test
clean "$work/env/bin/python" -m frcnn_desktop --version
test -x "$work/env/bin/frcnn-desktop-gui"
clean "$work/env/bin/frcnn-desktop" licences --out licences.txt
grep -q '^torch ' licences.txt
echo "the wheel works in an empty environment"
