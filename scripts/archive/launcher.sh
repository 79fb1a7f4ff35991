#!/bin/sh
# Starts the program with the Node beside it, from any folder and through links, with nothing in the environment.
here=$0
case $here in */*) ;; *) here=./$here ;; esac
while [ -h "$here" ]; do
  to=$(command -p readlink "$here")
  case $to in /*) here=$to ;; *) here=${here%/*}/$to ;; esac
done
exec "${here%/*}/../lib/node" "${here%/*}/../lib/@PROGRAM@/main.js" "$@"
