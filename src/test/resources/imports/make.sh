#!/bin/sh
# Makes the shapefiles of the import tests with GDAL (3.6 was used). Run it here: sh make.sh
# Twenty squares of 100 m (10,000 m²) in two rows, EPSG:4527, 10 m apart; record 3 of bowtie.zip
# crosses itself at (39500257.5, 4535037.5).
set -e
work=$(mktemp -d)
rows() {
  echo 'DKBM,DKMC,XZQDM,ZLLB,SJRQ,BZ,wkt'
  n=0
  while [ $n -lt 20 ]; do
    x=$((39500000 + n % 10 * 110)); y=$((4535000 + n / 10 * 110)); n=$((n + 1))
    case $((n % 3)) in 0) class=优先保护;; 1) class=安全利用类;; 2) class=3;; esac
    ring="$x $y, $((x + 100)) $y, $((x + 100)) $((y + 100)), $x $((y + 100)), $x $y"
    if [ $n = 3 ] && [ "$1" = bowtie ]; then
      ring="$x $y, $((x + 100)) $((y + 100)), $((x + 100)) $y, $x $((y + 60)), $x $y"
    fi
    printf '%s%03d,南沟村%s号地,130802,%s,2025-12-31,备注%s,"POLYGON ((%s))"\n' "$2" $n $n "$class" $n "$ring"
  done
}
make() { # zip, variant, prefix of the codes, encoding
  rows "$2" "$3" > "$work/rows.csv"
  printf 'String(20),String(60),String(12),String(20),Date,String(40),WKT\n' > "$work/rows.csvt"
  rm -f "$work"/plots.*
  ogr2ogr -f 'ESRI Shapefile' "$work/plots.shp" "$work/rows.csv" -a_srs EPSG:4527 -nlt POLYGON \
    -select DKBM,DKMC,XZQDM,ZLLB,SJRQ,BZ -lco ENCODING="$4" -oo AUTODETECT_TYPE=NO
  [ "$2" != noprj ] || rm "$work/plots.prj"
  rm -f "$1"
  (cd "$work" && zip -q -X - plots.shp plots.shx plots.dbf plots.cpg $( [ -f plots.prj ] && echo plots.prj )) > "$1"
}
make good-utf8.zip good U UTF-8
make good-gbk.zip good G GBK
make no-prj.zip noprj N UTF-8
make bowtie.zip bowtie B GBK
# Two townships of the county 139936, 2 km × 1 km each, side by side.
cat > "$work/towns.csv" <<'ROWS'
XZQDM,XZQMC,GXSJ,wkt
139936101,城关镇,2026-03-01,"POLYGON ((39500000 4536000, 39502000 4536000, 39502000 4537000, 39500000 4537000, 39500000 4536000))"
139936102,东乡,2026-03-01,"POLYGON ((39502000 4536000, 39504000 4536000, 39504000 4537000, 39502000 4537000, 39502000 4536000))"
ROWS
printf 'String(12),String(60),Date,WKT\n' > "$work/towns.csvt"
ogr2ogr -f 'ESRI Shapefile' "$work/townships.shp" "$work/towns.csv" -a_srs EPSG:4527 -nlt POLYGON \
  -select XZQDM,XZQMC,GXSJ -lco ENCODING=GBK -oo AUTODETECT_TYPE=NO
rm -f townships.zip
(cd "$work" && zip -q -X - townships.*) > townships.zip
rm -r "$work"
