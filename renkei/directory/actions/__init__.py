"""Everything that changes what a region knows of its directory."""

from renkei.directory.actions.abilities import say_abilities
from renkei.directory.actions.corrections import (
    approve,
    confirm_unchanged,
    correct,
    refuse,
)
from renkei.directory.actions.informal import (
    delete_informal,
    keep_informal,
    note_call,
    restore_informal,
)
from renkei.directory.actions.joins import look_for_joins, undecide
from renkei.directory.actions.links import Answer, answer_link, open_link, send_link
from renkei.directory.actions.notes import remove_note, write_note
from renkei.directory.actions.proposing import ShownChanged, propose_correction
from renkei.directory.actions.returning import show_published, take_back
from renkei.directory.actions.undo import put_back
from renkei.directory.actions.vacancies import repeat_vacancy, tell_vacancy

__all__ = [
    "Answer",
    "ShownChanged",
    "answer_link",
    "approve",
    "confirm_unchanged",
    "correct",
    "delete_informal",
    "keep_informal",
    "look_for_joins",
    "note_call",
    "open_link",
    "propose_correction",
    "put_back",
    "refuse",
    "remove_note",
    "repeat_vacancy",
    "restore_informal",
    "say_abilities",
    "send_link",
    "show_published",
    "take_back",
    "tell_vacancy",
    "undecide",
    "write_note",
]
