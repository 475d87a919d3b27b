#!/bin/sh
# big - the death of a worker with 1 GB of voxels, as the others see it
#
# Their requests' 99.9 % quantile may be 20 ms.  A moderate load, so that it is
# the death that is measured and not the queue for the processors.
#
#	BUILD=build tests/chaos/big.sh SECONDS [FLAG ...]
build=${BUILD:-build}
seconds=${1:-20}
shift

"$build/chaos" --big 1024 --seconds "$seconds" --rate 3000 "$@"
