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

# A machine that is lost is done without, from the last saved state on. --resume matters: to torchrun a
# requeued job is a new one, and training would begin anew. On an empty folder it changes nothing.
srun --kill-on-bad-exit=0 torchrun \
    --nnodes "1:$SLURM_JOB_NUM_NODES" --nproc-per-node gpu --max-restarts 100 \
    --rdzv-id "$SLURM_JOB_ID" --rdzv-backend c10d --rdzv-endpoint "$first:29500" \
    -m frcnn_desktop train --data "$data" --mode full --init bundled --resume \
    --work "$shared/work" --out "$shared/model.safetensors"
