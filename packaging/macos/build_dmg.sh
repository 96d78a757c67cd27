#!/usr/bin/env bash
# Signs build/dist/frcnn-desktop.app, puts it into a disk image and has Apple notarise it.
# Usage: packaging/macos/build_dmg.sh VERSION
# Wants in the environment: SIGNING_IDENTITY ("Developer ID Application: ..."); for notarising NOTARY_PROFILE, made
# once by `xcrun notarytool store-credentials`. Without an identity the application is signed ad hoc: it then
# runs on this Mac, and elsewhere only after a person allowed it in the system's settings.
# Written, not run: there was no macOS at hand.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=${1:?say which version}
application=build/dist/frcnn-desktop.app
image=dist/frcnn-desktop-$version-macos-$(uname -m).dmg
identity=${SIGNING_IDENTITY:--}
options=(--force --options runtime --entitlements packaging/macos/entitlements.plist)
[ "$identity" = - ] || options+=(--timestamp)

# From the inside out: a bundle's signature covers those of its parts.
find "$application" -type f \( -name '*.dylib' -o -name '*.so' \) -print0 |
    xargs -0 codesign "${options[@]}" --sign "$identity"
codesign "${options[@]}" --sign "$identity" "$application"
codesign --verify --deep --strict "$application"

mkdir -p dist
staging=$(mktemp -d)
trap 'rm -rf "$staging"' EXIT
cp -R "$application" "$staging/"
ln -s /Applications "$staging/Applications"
hdiutil create -volname frcnn-desktop -srcfolder "$staging" -ov -format ULFO "$image"
codesign --force --sign "$identity" "$image"
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
fi
shasum -a 256 "$image"
