"""How many drawn cases a test tries: its own number, or as many as CHUNGTAY_CASES asks for."""

import os

from hypothesis import HealthCheck, settings

CASES = int(os.environ.get("CHUNGTAY_CASES", "0"))


def many(examples: int) -> settings:
    """A case may take its time on a busy machine."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    return settings(max_examples=max(CASES, examples), deadline=None, suppress_health_check=slow)
