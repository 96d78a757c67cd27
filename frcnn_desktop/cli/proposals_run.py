"""The running half of `proposals`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from contextlib import closing
from functools import partial

from frcnn_desktop.cli.image_jobs import ImageJob, listed_jobs, make_folder
from frcnn_desktop.cli.opened_images import ImageOpener
from frcnn_desktop.cli.progress import with_progress
from frcnn_desktop.cli.stopping import stop_token
from frcnn_desktop.cli.terminal import warn
from frcnn_desktop.core.cancellation import CancelToken
from frcnn_desktop.core.counted import counted
from frcnn_desktop.core.errors import ImageLoadError
from frcnn_desktop.core.images import LoadedImage
from frcnn_desktop.core.made_ahead import cores, made_ahead
from frcnn_desktop.distributed.ranks import Ranks
from frcnn_desktop.proposals import selective_search, warm_up
from frcnn_desktop.proposals.kernels import current_method
from frcnn_desktop.proposals.precomputed import ProposalFolder


def run(args: argparse.Namespace) -> int:
    """Search this process's share. Returns 1 where any image failed, else 0.

    Raises Cancelled once somebody asks the process to stop.
    """
    with stop_token() as token:
        return _search_all(args, token)


def _search_all(args: argparse.Namespace, token: CancelToken) -> int:
    ranks = Ranks.from_environment()
    jobs = ranks.share(args.shard.share(listed_jobs(args.paths, args.manifest, args.out)))
    opener = ImageOpener(jobs)
    make_folder(args.out)
    warm_up()
    search = partial(_search, ProposalFolder(args.out), args, token)
    failed = kept = 0
    with (
        with_progress(jobs, "searching", ranks) as shown,
        opener.ahead(shown) as opened,
        # A search uses two cores at best: on more, several images are searched at once.
        closing(made_ahead(lambda each: search(each[1]), opened, cores())) as made,
    ):
        for (job, _), searched in made:
            failed_here, kept_here = _outcome(job, searched)
            failed, kept = failed + failed_here, kept + kept_here
    warn(counted(len(jobs), "{count} image", "{count} images") + f", {failed} failed, {kept} were there")
    return 1 if failed else 0


def _outcome(job: ImageJob, searched: Callable[[], bool]) -> tuple[bool, bool]:
    """Return whether an image failed, which is said, and whether its file was there. Raises Cancelled."""
    try:
        return False, not searched()
    except ImageLoadError as error:
        warn(f"{job.name}: {error}")
        return True, False


def _search(
    folder: ProposalFolder, args: argparse.Namespace, token: CancelToken, load: Callable[[], LoadedImage]
) -> bool:
    """Store an image's proposals; say whether that was to do. Raises ImageLoadError, OSError or Cancelled."""
    token.raise_if_cancelled()
    image = load()
    known = None if args.overwrite else folder.read(image.content_key)
    if known is not None and known.method == current_method(args.mode):
        return False
    found = selective_search(image.rgb, mode=args.mode, token=token, threads=1)
    folder.write(image.content_key, found)
    return True
