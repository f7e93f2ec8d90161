"""Documents, passages, facts, ledger and proof."""

import os

# Must stand before the first import of numpy: with its default number of threads a query's vector
# took 29 to 150 ms instead of 5, because the threads spin against each other (November 2026).
for _threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")
