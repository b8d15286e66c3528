"""What the operator can count: updates, turns, letters by lane and outcome. Numbers only, never people."""

from prometheus_client import CollectorRegistry, Counter, Gauge

REGISTRY = CollectorRegistry()

UPDATES = Counter("circle_updates", "Updates by what became of them", ["fate"], registry=REGISTRY)
TURNS = Counter("circle_turns", "Turns taken", ["result"], registry=REGISTRY)
LETTERS = Counter("circle_letters", "Letters by lane and outcome", ["lane", "outcome"], registry=REGISTRY)
SLOWED = Counter("circle_slowed_down", "Times Telegram asked us to slow down", registry=REGISTRY)
LAG = Gauge("circle_letter_lag_seconds", "How late the last letter of a lane went out", ["lane"], registry=REGISTRY)
BACKLOG = Gauge("circle_letters_waiting", "Letters due and not sent", registry=REGISTRY)
RECEIVING = Gauge("circle_receiving", "1 while Telegram hands us updates", registry=REGISTRY)
SET_ASIDE = Counter("circle_set_aside", "Updates that could not be handled", registry=REGISTRY)
