#!/bin/bash
# Puts the C++ files into the shape of .clang-format; with --check it changes nothing and fails where a file is out of shape.
set -euo pipefail
cd "$(dirname "$0")/.."

mode=(-i)
if [ "${1:-}" = --check ]; then
    mode=(--dry-run --Werror)
fi
git ls-files -z -- '*.h' '*.cc' | xargs -0 --no-run-if-empty clang-format "${mode[@]}"
