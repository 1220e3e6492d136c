"""What drafts are made of."""

from dataclasses import dataclass

Sentence = str | tuple[str, ...]
"""A sentence, or alternatives of which the first that can be filled in is taken."""

Draft = tuple[Sentence, ...]
Drafts = dict[str, tuple[Draft, ...]]
"""Drafts by topic."""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a letter ends: warmly, or quietly where somebody mourns."""

    warm: Sentence
    plain: Sentence
