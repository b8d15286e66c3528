"""Guards: who may come in, asked at every tap and not only at the first."""

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any

from telegram import Update

from handlers.briefly import in_private_please
from handlers.talk.turn import Turn
from mentoring.people import Role

Answer = Callable[[Update, Turn], Coroutine[Any, Any, None]]


def in_private(answer: Answer) -> Answer:
    """Nothing personal is answered in a group: one short line and a private link, and the command is cleared away."""

    @wraps(answer)
    async def guarded(update: Update, turn: Turn) -> None:
        if turn.private:
            await answer(update, turn)
        else:
            await in_private_please(turn)

    return guarded


def for_members(answer: Answer) -> Answer:
    """Only for people who have been let in, in their private chat. Raises NotJoined."""

    @wraps(answer)
    async def guarded(update: Update, turn: Turn) -> None:
        _ = turn.person
        await answer(update, turn)

    return in_private(guarded)


def for_roles(*roles: Role) -> Callable[[Answer], Answer]:
    """Only for people who hold one of these parts at this very moment. Raises NotAllowed, noted in the audit log."""

    def guard(answer: Answer) -> Answer:
        @wraps(answer)
        async def guarded(update: Update, turn: Turn) -> None:
            await turn.need(*roles)
            await answer(update, turn)

        return in_private(guarded)

    return guard
