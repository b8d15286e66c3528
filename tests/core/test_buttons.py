"""A button is a small frozen value: made whole or not at all, and read back as it was made."""

import pytest

from handlers.talk.buttons import Button


class Door(Button):
    room: str
    wide: bool = False


def test_it_is_made_by_place_or_by_name_and_read_back() -> None:
    for door in (Door("a"), Door(room="a"), Door("a", wide=False)):
        assert door == Door("a")
        assert Door.read(door.data()) == door
    assert Door("a", wide=True) != Door("a")


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a", True, 1), {}), (("a",), {"tall": True})])
def test_it_is_not_made_with_too_little_or_too_much(given: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        Door(*given, **named)  # type: ignore[arg-type]  # what mypy refuses, met at run time


def test_it_cannot_be_changed() -> None:
    door: object = Door("a")
    with pytest.raises(AttributeError):
        setattr(door, "room", "b")  # noqa: B010 -- mypy refuses the plain way
    with pytest.raises(AttributeError):
        delattr(door, "room")
