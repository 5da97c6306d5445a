"""The seed of everything that is left to chance in `make torture`: TORTURE_SEED, else 7."""

import os

SEED = int(os.environ.get("TORTURE_SEED", "7"))
