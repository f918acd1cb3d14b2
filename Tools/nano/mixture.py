"""How often each ability is practised, and how hard, as training goes on."""

from abilities import course, induction, recall, reviews, stories, talk, translation
from draw import Draw


def small(example):
    """The same, asked by somebody who types no capital letters."""
    example.messages = [(role, text.lower() if role == "user" else text) for role, text in example.messages]
    return example


# A stage: (share, how to make an example) for each ability. Copying comes first, association on top of it.
STAGES = {
    "copy": [
        (4.0, lambda draw: induction.make(draw, longest=14)),
        (3.0, lambda draw: recall.make(draw, most_people=1, most_filler=1, cross=False, invented=0.2)),
        (2.0, lambda draw: recall.make(draw, most_people=3, most_filler=0, turns=6, cross=False, invented=0.2)),
        (2.5, lambda draw: translation.make(draw, words=0.8, turns=4)),
        (1.0, stories.make),
        (1.0, course.make),
        (1.0, talk.make),
        (0.6, reviews.make),
    ],
    "associate": [
        (2.5, lambda draw: induction.make(draw, longest=16)),
        (3.5, lambda draw: recall.make(draw, most_people=4, most_filler=3, turns=6, invented=0.25)),
        (5.0, lambda draw: translation.make(draw, words=0.4, turns=4)),
        (2.0, stories.make),
        (2.0, course.make),
        (1.6, talk.make),
        (0.8, reviews.make),
    ],
    "distance": [
        (1.5, lambda draw: induction.make(draw, longest=24)),
        (3.0, lambda draw: recall.make(draw, most_people=4, most_filler=4, turns=6, unknown=0.05, invented=0.25)),
        (1.7, lambda draw: recall.make(draw, most_people=3, most_filler=36, turns=6, unknown=0.05, invented=0.25)),
        (2.5, lambda draw: translation.make(draw, words=0.2, turns=3)),
        (3.0, stories.make),
        (3.0, course.make),
        (2.4, talk.make),
        (1.0, reviews.make),
    ],
    "settle": [
        (1.5, lambda draw: induction.make(draw, longest=24)),
        (3.0, lambda draw: recall.make(draw, most_people=4, most_filler=4, turns=6, unknown=0.05, invented=0.25)),
        (1.7, lambda draw: recall.make(draw, most_people=3, most_filler=36, turns=6, unknown=0.05, invented=0.25)),
        (2.5, lambda draw: translation.make(draw, words=0.2, turns=3)),
        (5.0, lambda draw: stories.make(draw, stressed=True)),
        (3.0, course.make),
        (2.4, talk.make),
        (1.0, reviews.make),
    ],
    "finish": [
        (1.2, lambda draw: induction.make(draw, longest=24)),
        (2.2, lambda draw: recall.make(draw, most_people=4, most_filler=4, turns=6, unknown=0.05, invented=0.25)),
        (1.5, lambda draw: recall.make(draw, most_people=3, most_filler=36, turns=6, unknown=0.05, invented=0.25)),
        (4.0, lambda draw: translation.make(draw, words=0.1, turns=3)),
        (4.5, lambda draw: stories.make(draw, stressed=True)),
        (4.0, course.make),
        (2.6, talk.make),
        (1.0, reviews.make),
    ],
    "polish": [
        (0.5, lambda draw: induction.make(draw, longest=24)),
        (1.3, lambda draw: recall.make(draw, most_people=4, most_filler=4, turns=6, unknown=0.04, invented=0.25)),
        (0.7, lambda draw: recall.make(draw, most_people=3, most_filler=36, turns=6, unknown=0.04, invented=0.25)),
        (2.5, lambda draw: translation.make(draw, words=0.1, turns=3)),
        (8.0, lambda draw: stories.make(draw, asked=0.4, stressed=True)),
        (1.5, course.make),
        (1.0, talk.make),
        (0.5, lambda draw: small(course.make(draw))),
        (0.8, lambda draw: small(talk.make(draw))),
        (0.5, reviews.make),
    ],
    "calibrate": [
        (0.5, lambda draw: induction.make(draw, longest=24)),
        (1.3, lambda draw: recall.make(draw, most_people=4, most_filler=4, turns=6, unknown=0.04, invented=0.25)),
        (0.7, lambda draw: recall.make(draw, most_people=3, most_filler=36, turns=6, unknown=0.04, invented=0.25)),
        (2.5, lambda draw: translation.make(draw, words=0.1, turns=3)),
        (8.0, lambda draw: stories.make(draw, asked=0.4, stressed=True, from_tables=True)),
        (1.5, course.make),
        (1.0, talk.make),
        (0.5, lambda draw: small(course.make(draw))),
        (0.8, lambda draw: small(talk.make(draw))),
        (0.5, reviews.make),
    ],
}


def examples(seed, stage, *, held_out=False):
    """An endless stream of examples of a stage."""
    draw = Draw(seed, held_out)
    shares, makers = zip(*STAGES[stage])
    while True:
        example = draw.choices(makers, shares)[0](draw)
        if draw.chance(0.12):
            example.messages = [(role, hasty(text) if role == "user" else text) for role, text in example.messages]
        yield example


def hasty(text):
    """The words of somebody who leaves out the marks at both ends."""
    return text.strip("¿¡").rstrip(".?!")
