"""The word that shows that a prompt is ours."""

from mentoring.people import PersonId
from storage.core import passphrases
from storage.core.database import Tx


async def sign_of(tx: Tx, person: PersonId) -> str:
    """Their sign: one word that only this bot can show them before it asks for their words. Made at the first call."""
    row = await tx.sql.reflections.sign(person_id=person)
    if row is not None:
        return await tx.open("page_signs", "sign", person, person, row["sign"])
    sign = passphrases.new_words().split()[0]
    await tx.sql.reflections.set_sign(person_id=person, sign=await tx.seal("page_signs", "sign", person, person, sign))
    return sign


async def change_sign(tx: Tx, person: PersonId, sign: str) -> None:
    """Their own sign from now on."""
    sealed = await tx.seal("page_signs", "sign", person, person, sign)
    await tx.sql.reflections.change_sign(person_id=person, sign=sealed)
