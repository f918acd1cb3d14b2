#!/usr/bin/env python3
"""Makes a CSV of synthetic reviews of musical instruments: the columns of a well-known course data set, none of its text.

    make_reviews.py [FILE] [--rows 10261] [--seed 42]          (default: reviews.csv)

Every sentence comes from the grammar below. How many stars a review gives (`overall`) decides which sentences it is made of, so that a map
of the vectors has something to show: what is talked about, and how content people are. The same every time.
"""
import argparse, csv, datetime, random

PRODUCTS = {
    "guitar strings": (["tone", "tension", "coating", "price", "windings"], ["acoustic", "electric", "twelve-string"]),
    "guitar pedal": (["switch", "overdrive", "power supply", "knobs", "true bypass"], ["blues", "metal", "bedroom"]),
    "microphone": (["pattern", "noise floor", "grille", "cable", "proximity effect"], ["podcast", "vocal", "drum"]),
    "capo": (["spring", "rubber pad", "grip", "finish", "size"], ["classical", "campfire", "stage"]),
    "tuner": (["display", "battery", "clip", "response", "accuracy"], ["rehearsal", "violin", "bass"]),
    "instrument cable": (["plug", "shielding", "length", "jacket", "solder"], ["studio", "stage", "practice"]),
    "ukulele": (["fretboard", "intonation", "case", "varnish", "action"], ["beginner", "travel", "concert"]),
    "keyboard stand": (["legs", "height lock", "weight", "rubber feet", "bolts"], ["church", "home", "touring"]),
    "drum sticks": (["balance", "tip", "hickory", "grain", "taper"], ["jazz", "marching", "rock"]),
    "harmonica": (["reeds", "comb", "cover plates", "bends", "breath response"], ["folk", "blues", "beginner"]),
}
PEOPLE = ["my daughter", "my teacher", "our drummer", "a friend", "my neighbour", "the whole band", "my grandfather", "a student of mine"]
PLACES = ["at home", "on stage", "in a small studio", "at church", "in the garage", "on a long tour", "during lessons", "in a noisy bar"]
TIMES = ["two weeks", "three months", "a year", "one evening", "half a year", "several gigs", "a whole summer"]
NAMES = ["Ada", "Bruno", "Carmen", "Dmitri", "Elena", "Farid", "Greta", "Hugo", "Inés", "Jonas", "Keiko", "Lucía", "Marek", "Nadia", "Óscar", "Paula"]

GOOD = ["The {part} is better than I expected.", "I have used this {product} {place} for {time} and the {part} still feels new.",
        "{Person} tried it {place} and asked me where to buy one.", "For a {kind} player this is all one needs.",
        "I would buy it again, and I already ordered a second one.", "The {part} and the {other} alone are worth the money.",
        "It arrived early, well packed, and it \"just works\".", "After {time} I can say that nothing rattles, nothing slips and nothing hums."]
PLAIN = ["It does what it says, no more and no less.", "The {part} is fine; the {other} could be better.", "I bought it for {kind} use {place}.",
         "Compared with the one {person} owns, the {part} feels about the same.", "It took me {time} to get used to the {part}.",
         "The price is fair for a {product} of this kind.", "Keep in mind that the {other} is smaller than in the picture."]
BAD = ["The {part} broke after {time}.", "{Person} warned me about the {part}, and was right.", "I returned it: the {other} was bent, and nobody answered my letter.",
       "For {kind} use it is useless.", "The {part} makes a noise that everybody {place} could hear.", "Save your money and look for another {product}.",
       "I wanted to like it, but the {part} and the {other} are made of cheap plastic."]
SUMMARIES = {5: ["Love this {product}", "Excellent {part}", "Five stars!"], 4: ["Good {product}", "Nice, with one \"but\"", "Solid {part}"],
             3: ["It is okay", "Average {product}", "Fair for the price"], 2: ["Disappointed by the {part}", "Not for {kind} players"],
             1: ["Do not buy", "Broken {part}", "Waste of money"]}


def review(random):
    stars = random.choices([1, 2, 3, 4, 5], [2, 3, 8, 20, 67])[0]
    product = random.choice(sorted(PRODUCTS))
    parts, kinds = PRODUCTS[product]

    def fill(sentence):
        part, other = random.sample(parts, 2)
        person = random.choice(PEOPLE)
        return sentence.format(product=product, part=part, other=other, kind=random.choice(kinds), person=person, Person=person[0].upper() + person[1:],
                               place=random.choice(PLACES), time=random.choice(TIMES))

    share = {5: (9, 1, 0), 4: (6, 4, 0), 3: (2, 6, 2), 2: (0, 4, 6), 1: (0, 1, 9)}[stars]
    length = min(24, 2 + int(random.expovariate(0.28)))
    sentences = [fill(random.choice(random.choices([GOOD, PLAIN, BAD], share)[0])) for _ in range(length)]
    text = " ".join(sentences)
    if length > 6 and random.random() < 0.3:
        text = text.replace(". ", ".\n", 1)
    day = datetime.date(2004, 1, 1) + datetime.timedelta(days=random.randrange(3800))
    helped = random.randrange(0, 12)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    return ["A" + "".join(random.choices(letters, k=13)), "B00" + "".join(random.choices(letters, k=7)), f"{random.choice(NAMES)} {random.choice(letters[:26])}.",
            f"[{random.randrange(0, helped + 1)}, {helped}]", text, f"{stars}.0", fill(random.choice(SUMMARIES[stars])),
            int(datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.timezone.utc).timestamp()), f"{day.month:02} {day.day}, {day.year}"]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("file", nargs="?", default="reviews.csv")
    arguments.add_argument("--rows", type=int, default=10261)
    arguments.add_argument("--seed", type=int, default=42)
    options = arguments.parse_args()
    source = random.Random(options.seed)
    with open(options.file, "w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["reviewerID", "asin", "reviewerName", "helpful", "reviewText", "overall", "summary", "unixReviewTime", "reviewTime"])
        for _ in range(options.rows):
            writer.writerow(review(source))


if __name__ == "__main__":
    main()
