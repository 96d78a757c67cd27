#!/bin/bash
# Detects on every image of a manifest, a part in each task of an array; submit it again to do what is left.
#   sbatch --array=0-15 examples/slurm_detect.sh MANIFEST OUT
#SBATCH --cpus-per-task=2
set -euo pipefail
frcnn-desktop detect --manifest "$1" --out "$2" --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT"
