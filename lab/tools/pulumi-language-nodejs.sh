#!/bin/sh
# The last language host that a Go module carries takes Pulumi.yaml's runtime options as flags only; later ones get them from the
# engine. The engine starts it in the project's folder. The program runs on the Node of that project.
option() {
    value=$(sed -n "s/^ *$1: *//p" Pulumi.yaml 2>/dev/null)
    printf '%s' "${value:-$2}"
}
PATH="$PWD/node_modules/.bin:$PATH" exec "$(dirname "$0")/../host/bin/pulumi-language-nodejs" \
    -typescript="$(option typescript true)" -nodeargs="$(option nodeargs)" "$@"
