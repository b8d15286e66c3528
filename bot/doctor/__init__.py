"""Looks the whole house over: what was checked, what was found, and what to do about it."""

from bot.config import Config
from bot.doctor import groups, house, keeping, road
from bot.doctor.finding import Finding, State

__all__ = ["Finding", "State", "examine"]


async def examine(config: Config) -> list[Finding]:
    """Every check, in the order in which one would put things right. Writes nothing and sends no message."""
    found = [check(config) for check in house.CHECKS]
    found.append(await house.keystore(config))
    found.extend(check(config) for check in keeping.CHECKS)
    found.append(await keeping.hardening(config))
    asked = await road.findings(config)
    found.extend(asked)
    if config.telegram.token is not None and asked[0].state is State.GOOD:
        found.append(await groups.finding(config))
    return found
