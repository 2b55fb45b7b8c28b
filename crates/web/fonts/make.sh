#!/bin/sh
# Makes the typefaces of assets/fonts: ./make.sh PATH/TO/InterVariable.woff2 (see README.md).
set -eu
# The same input gives the same bytes.
export SOURCE_DATE_EPOCH=1710960720
inter=$1
out=$(dirname "$0")/../assets/fonts
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

base="U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+0178,U+2009-200B,U+2010-2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2020,U+2022,U+2026,U+202F,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2260,U+2264-2265"
more="U+0100-0130,U+0132-0151,U+0154-0177,U+0179-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01CD-01DC,U+01E6-01E7,U+0218-021B,U+0259,U+0300-0304,U+0306-030C,U+0323,U+0327-0328,U+1E00-1EFF"

fonttools varLib.instancer "$inter" opsz=14 wght=400:700 -o "$work/inter.ttf"
shared="--flavor=woff2 --no-hinting --desubroutinize"
pyftsubset "$work/inter.ttf" $shared --layout-features=kern,mark,mkmk,ccmp,locl,calt,tnum --unicodes="$base" --output-file="$out/inter.woff2"
pyftsubset "$work/inter.ttf" $shared --layout-features=kern,mark,mkmk,ccmp,locl,calt,tnum --unicodes="$more" --output-file="$out/inter-more.woff2"
for weight in Regular Bold; do
    name=opendyslexic-$(echo "$weight" | tr '[:upper:]' '[:lower:]')
    pyftsubset "/usr/share/fonts/opentype/opendyslexic/OpenDyslexic-$weight.otf" $shared --layout-features=kern,mark,mkmk,ccmp --unicodes="$base,$more" --output-file="$out/$name.woff2"
done
ls -l "$out"
