#!/bin/sh
# Makes the namespace if it is not there. Kindword adds its search attributes by itself.
set -eu
temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" ||
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
