"""`python -m debates.serve`, the first half of script/server: makes the environment that the second half needs.

Runs under any Python from 3.11 on, with nothing installed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from debates.serve import children, claims, options, provision

REQUIREMENTS = options.CHECKOUT / "requirements.txt"
S3_REQUIREMENTS = options.CHECKOUT / "requirements-s3.txt"
SPEECH_REQUIREMENTS = options.CHECKOUT / "requirements-speech.txt"
LLM_REQUIREMENTS = options.CHECKOUT / "requirements-llm.txt"


def main(arguments: Sequence[str]) -> int:
    """Become the second half; returns, with its exit status, only where that is not possible."""
    chosen = options.parse(arguments)
    os.chdir(options.CHECKOUT)
    try:
        with children.stopping_on_signals():
            _refuse_early(chosen)
            provision.provision(REQUIREMENTS, *_extras(chosen))
    except claims.ServeError as error:
        return claims.complain(error)
    except children.Stopped as stopped:
        return 128 + stopped.number
    command = [str(provision.PYTHON), "-m", "debates.serve.site", *arguments, "--data", str(chosen.data)]
    os.execv(provision.PYTHON, command)  # noqa: S606  no shell is wanted


def _extras(chosen: options.Options) -> Sequence[Path]:
    """What is to be installed besides, for this start."""
    in_a_bucket = bool(os.environ.get("COUNTERPOINT_S3_BUCKET", "").strip())
    asks_a_model = bool(os.environ.get("COUNTERPOINT_LLM", "").strip())
    return [
        *[SPEECH_REQUIREMENTS] * chosen.speech,
        *[S3_REQUIREMENTS] * in_a_bucket,
        *[LLM_REQUIREMENTS] * asks_a_model,
    ]


def _refuse_early(chosen: options.Options) -> None:
    """Tell before a long installation what would stop the site after it."""
    if chosen.password:
        return
    with claims.claim_folder(chosen.data), claims.claim_port(chosen.host, chosen.port):
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
