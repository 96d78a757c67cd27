#!/bin/bash
# Trains on as many machines as Slurm has free, and goes on when some of them go or the job is requeued.
#   sbatch examples/slurm_train.sh VOCROOT SHARED        (SHARED: a folder that all machines see)
#SBATCH --job-name=frcnn-train
#SBATCH --nodes=1-4
#SBATCH --ntasks-per-node=1
#SBATCH --gpus-per-node=4
#SBATCH --requeue
set -euo pipefail
data=$1 shared=$2
first=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)
export OMP_NUM_THREADS=4

# Machines that join meet the others only so; see docs/scale.md.
export TORCH_DISABLE_SHARE_RDZV_TCP_STORE=1

# What torchrun starts again goes on from the last saved state, as does this job when it is requeued: both are
# known by the id. A job that is submitted anew begins anew; add --resume to go on with an earlier one's state.
srun --kill-on-bad-exit=0 torchrun \
    --nnodes "1:$SLURM_JOB_NUM_NODES" --nproc-per-node gpu --max-restarts 100 \
    --rdzv-id "$SLURM_JOB_ID" --rdzv-backend c10d --rdzv-endpoint "$first:29500" \
    -m frcnn_desktop train --data "$data" --mode full --init bundled \
    --work "$shared/work" --out "$shared/model.safetensors"
