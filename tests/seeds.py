"""What `make torture` takes from the environment: TORTURE_SEED, and how many odd updates to try."""

import os

SEED = int(os.environ.get("TORTURE_SEED", "7"))
EXAMPLES = int(os.environ.get("TORTURE_EXAMPLES", "6"))
