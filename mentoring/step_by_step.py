"""Step by step: what is asked next of somebody who writes, whatever was skipped, changed or chosen on the way."""

from collections.abc import Collection, Sequence


def next_step(steps: Sequence[str], seen: Collection[str]) -> str | None:
    """The first step that has been neither answered nor skipped; None when nothing is left to ask."""
    return next((step for step in steps if step not in seen), None)


def still_asked(steps: Collection[str], seen: Sequence[str]) -> tuple[str, ...]:
    """What has been seen and is still one of the steps: a choice that was unticked takes its steps along."""
    return tuple(step for step in dict.fromkeys(seen) if step in steps)
