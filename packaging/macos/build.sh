#!/usr/bin/env bash
# Unproven: nobody has run this yet.
#
# Builds "Events Console.app", which offers itself for JSON files, and a disk image of it in dist/, on macOS 13 or newer with
# Python 3.11 or newer. Neither is signed: who downloads it opens it with Control-click, Open.
set -euo pipefail
cd "$(dirname "$0")/../.."
echo "Unproven: nobody has run this yet. Please tell the project what happened."

python3 -m venv build/venv
python=build/venv/bin/python
"$python" -m pip install --quiet --require-hashes --only-binary=:all: --requirement packaging/requirements-package.txt
"$python" -m pip install --quiet --no-index --no-deps --no-build-isolation --editable .
version=$("$python" -c 'from events_console import __version__; print(__version__)')
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH PYTHONHASHSEED=0

QT_QPA_PLATFORM=offscreen "$python" packaging/icons.py
"$python" -m PyInstaller --noconfirm --clean --distpath build/macos --workpath build/pyinstaller \
  packaging/pyinstaller/events-console.spec
app="build/macos/Events Console.app"
"$python" packaging/third_party.py >"$app/Contents/Resources/third-party.txt"
cp LICENSE "$app/Contents/Resources/"
# Files were added since PyInstaller sealed it; without a seal an Apple processor does not start it.
codesign --force --deep --sign - "$app"
"$app/Contents/MacOS/events-console" --self-check

mkdir -p dist build/image
rm -rf build/image/*
cp -R "$app" build/image/
ln -s /Applications build/image/Applications
image="dist/events-console-$version-macos-$(uname -m).dmg"
hdiutil create -volname "Events Console" -srcfolder build/image -format UDZO -ov "$image"
shasum -a 256 "$image"
