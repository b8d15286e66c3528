"""The line of each key, found where the parser does not tell it."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from bot.config.lines import lines

VALUES = st.sampled_from(
    [
        "1",
        '"x = 1 # no note"',
        "'[no table]'",
        '"""\n[a]\nb = 1\n\\""" \n"""',
        "'''\nb = 'c'\n[d]'''",
        '""""one quote"""',
        "[\n  1, # ]\n  [2],\n]",
        "{ deep = '}' }",
        "2026-11-24T10:00:00Z",
    ]
)
GAPS = st.sampled_from(["", "\n", "  \n\n", "# [note]\n", "\t# key = '''\n"])
QUOTED = st.sampled_from(["{}", '"{}"', "'{}'", "  {} "])


@given(st.lists(st.tuples(GAPS, st.booleans(), QUOTED, VALUES), max_size=12))
def test_every_key_of_any_document_is_found_on_its_own_line(statements: list[tuple[str, bool, str, str]]) -> None:
    text = ""
    expected: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, (gap, opens, quoted, value) in enumerate(statements):
        text += gap
        name = f"k{number}"
        place = (name,) if opens else (*table, name)
        expected[place] = text.count("\n") + 1
        written = quoted.format(name)
        text += f"[{written}] # note\n" if opens else f"{written} = {value} # note\n"
        table = place if opens else table
    tomllib.loads(text)

    assert lines(text) == expected


def test_lines_are_found_past_notes_quoted_keys_and_long_strings() -> None:
    text = '''# [not] a table
top = "[x] # no note"   # note
["quoted table"]        # [y]
'single' = 1
"with # and \\" quote" = """
[inside]
key = 1 \\""" still
""" # note
literal = \'\'\'
[also.inside]
"\'\'\'
after = [ # [list]
  "a]", [1, 2],
  { deep = "=" },
]
dotted.key."x.y" = 1979-05-27
[ a . b ]
inline = { one = 1, two = "}" }
[[many]]
n = 1 # the end'''

    found = lines(text)

    assert {place: line for place, line in found.items() if len(place) <= 2 or "inline" in place} == {
        ("top",): 2,
        ("quoted table",): 3,
        ("quoted table", "single"): 4,
        ("quoted table", 'with # and \\" quote'): 5,
        ("quoted table", "literal"): 9,
        ("quoted table", "after"): 12,
        ("quoted table", "dotted"): 16,
        ("a",): 17,
        ("a", "b"): 17,
        ("a", "b", "inline"): 18,
        ("many",): 19,
        ("many", "n"): 20,
    }
