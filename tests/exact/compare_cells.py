#!/usr/bin/env python3
"""Compares the cell product's bags with bag_oracle.py: compare_cells.py ANSWERS

ANSWERS is the program made from tests/exact/cell_answers.cpp. The random bags are the same on every
machine. Exit code 1 on any difference.
"""

import os
import sys
from decimal import Decimal
from fractions import Fraction
from functools import partial
from multiprocessing import Pool
from random import Random

sys.dont_write_bytecode = True  # a test leaves nothing behind in the source tree
import bag_oracle as oracle
import compare
from bag_oracle import BILLION, TENTH, Bag
from compare import answered
from oracle import text

ONE = BILLION
SHOWN = 5


def b(number):
    """Billionths of a number that is written out."""
    return int(Decimal(number) * BILLION)


def plain(bag):
    words = [text(each) for each in bag[:6]] + [str(bag.infusion)]
    return ":".join(words + [text(each) for each in bag[7:] if each is not None])


def question(verb, *words, bags=()):
    return " ".join([verb, *map(str, words), *map(plain, bags)])


def made_text(made):
    places, part, volume, cells = made
    words = [",".join(map(str, places)) or "none"]
    words += [f"{part[0]}={text(part[1])}"] if part else []
    return " ".join([*words, text(volume), text(cells)])


# --- Bags as they come ---------------------------------------------------------------------------


def typical(chance):
    """F01 as its recruiting notice has it: bags of 10, 20 or 50 mL, 3.5 to 6.5 x 10^7 per mL."""
    return Bag(chance.choice((10, 20, 50)) * ONE, chance.randrange(350, 651) * ONE // 10, ONE, ONE,
               chance.randrange(85, 100) * ONE // 100, chance.randrange(40, 80) * ONE // 100)


def awkward(chance):
    """Every number with as many decimals as a case may give: products must be cut."""
    def percent(low):
        return chance.randrange(low * 10**6, 10**8 + 1) * 10

    return Bag(chance.randrange(1, 100 * 10**6) * 1000, chance.randrange(10**5, 10**9) * 1000,
               percent(50), percent(70), percent(60), percent(20))


def bags_of(chance, count, kind):
    """A lot of several equal bags now and then, so that there are ties."""
    bags = []
    while len(bags) < count:
        same = chance.choice((1, 1, 2, 3, 4))
        bags += [kind(chance)] * min(same, count - len(bags))
    chance.shuffle(bags)
    return bags


def levels_for(chance, contents):
    """On a sum of some of the bags, a thousandth of a cell beside it, between two sums, beyond."""
    some = [cells for cells in contents if chance.random() < 0.5] or contents[:1]
    on = sum(some)
    yield from (on, on - 1, on + 1, on + min(contents) // 2, max(1, min(contents) // 3))
    yield sum(contents) + 1
    two = chance.choices(contents, k=2)
    yield max(1, sum(two) // 2)  # often as far from one bag as from the other


# --- Comparisons ---------------------------------------------------------------------------------


def delivered_cells():
    chance = Random(1)
    for kind in (typical, awkward):
        for _ in range(5_000):
            bag = kind(chance)
            volume = chance.randrange(1, bag.volume // 1000 + 1) * 1000
            expected = f"{text(oracle.viable(bag, volume))} {text(oracle.delivered(bag, volume))}"
            yield question("delivered", text(volume), bags=[bag]), expected


def choices(least, most, rounds, seed):
    chance = Random(seed)
    for _ in range(rounds):
        kind = chance.choice((typical, typical, awkward))
        bags = bags_of(chance, chance.randint(least, most), kind)
        contents = [oracle.delivered(bag) for bag in bags]
        if min(contents) == 0:
            continue
        for level in levels_for(chance, contents):
            ceilings = (level, level + max(contents) // 3, 2 * sum(contents), max(contents) - 1)
            ceiling = max(1, chance.choice(ceilings))
            chosen = oracle.best_set(contents, level, ceiling)
            expected = ",".join(map(str, chosen)) or "none"
            yield question("choose", text(level), text(ceiling), bags=bags), expected


# Bags of 1, 2, 3 ... million: level and ceiling on every whole and half million.
def small_choices():
    def bag(millions):
        return Bag(ONE, millions * ONE, ONE, ONE, ONE, ONE)

    for contents in ((1,), (2, 1), (1, 1, 1), (3, 1, 2), (4, 3, 2, 1), (1, 2, 3, 4), (5, 5, 3, 2)):
        bags = [bag(millions) for millions in contents]
        for half_level in range(1, 2 * sum(contents) + 4):
            for ceiling in range(1, sum(contents) + 2):
                level = half_level * ONE // 2
                chosen = oracle.best_set([oracle.delivered(each) for each in bags], level,
                                         ceiling * ONE)
                expected = ",".join(map(str, chosen)) or "none"
                yield question("choose", text(level), ceiling, bags=bags), expected


def many_bags():
    """Beyond 20 bags the choice need not be the closest; the expected words are its bounds."""
    chance = Random(4)
    for _ in range(400):
        bags = bags_of(chance, chance.randint(21, 64), typical)
        contents = [oracle.delivered(bag) for bag in bags]
        level = chance.choice((sum(contents) // 3, chance.randint(min(contents) // 2,
                                                                  sum(contents))))
        for ceiling in (level, level + max(contents) // 2, min(contents), min(contents) - 1):
            yield question("choose", text(level), text(ceiling), bags=bags), (
                contents, level, ceiling)


def within_bounds(expected, answer):
    """At most the ceiling; not empty where one bag fits; no other bag beside them comes closer."""
    contents, level, ceiling = expected
    if answer == "none" or min(contents) > ceiling:
        return answer == "none" and min(contents) > ceiling
    try:
        chosen = [int(word) for word in answer.split(",")]
    except ValueError:
        return False
    cells = sum(contents[i] for i in chosen)
    others = [contents[i] for i in range(len(contents)) if i not in chosen]
    return (len(set(chosen)) == len(chosen) and cells <= ceiling
            and all(cells + each > ceiling or abs(cells + each - level) >= abs(cells - level)
                    for each in others))


def exact_volumes():
    chance = Random(5)
    for _ in range(1_500):
        kind = chance.choice((typical, awkward))
        bags = bags_of(chance, chance.randint(1, 12), kind)
        contents = [oracle.delivered(bag) for bag in bags]
        if min(contents) == 0:
            continue
        for level in levels_for(chance, contents):
            yield question("exact", text(level), bags=bags), made_text(
                oracle.exact_volume(bags, range(len(bags)), level))


def exact_on_a_step():
    """The level is just what a whole number of tenths holds: no tenth may be lost to a cut."""
    chance = Random(6)
    for _ in range(4_000):
        bag = chance.choice((typical, awkward))(chance)
        tenths = bag.volume // TENTH
        if tenths < 2:
            continue
        part = chance.randrange(1, tenths) * TENTH
        for beside in (-1, 0, 1):
            level = oracle.delivered(bag, part) + beside
            if level > 0:
                yield question("exact", text(level), bags=[bag]), made_text(
                    oracle.exact_volume([bag], [0], level))


def sharing():
    chance = Random(7)
    for _ in range(1_200):
        infusions = chance.choice((1, 2, 2, 3, 3))
        bags = bags_of(chance, chance.randint(1, 9), chance.choice((typical, awkward)))
        if chance.random() < 0.6:
            bags = [bag._replace(infusion=chance.choice((0, 0, *range(1, infusions + 1))))
                    for bag in bags]
        contents = [oracle.delivered(bag) for bag in bags]
        if min(contents) == 0:
            continue
        level = chance.choice((sum(contents) // infusions, max(contents), min(contents) + 1))
        ceiling = chance.choice((level, 2 * level, level + min(contents)))
        first = chance.randrange(0, infusions)
        for giving in ("whole", "exact"):
            made = list(oracle.shared(bags, giving, level, ceiling, infusions, first))
            places = [i for each in made for i in each[0]]
            assert len(set(places)) == len(places), "the oracle gives a bag twice"
            yield (question("share", giving, text(level), text(ceiling), infusions, first,
                            bags=bags), " | ".join(map(made_text, made)))


def burdens():
    chance = Random(8)
    for _ in range(3_000):
        bags = [bag._replace(cd3=chance.randrange(0, 5 * 10**6) * 10,
                             endotoxin=chance.choice((0, ONE // 2, 5 * ONE,
                                                      chance.randrange(0, 10 * BILLION) // 1000 * 1000)),
                             dmso=chance.randrange(0, 15) * ONE // 100)
                for bag in bags_of(chance, chance.randint(1, 6), chance.choice((typical, awkward)))]
        kilograms = chance.randrange(10_000, 150_000) * 10**6
        rate = chance.choice((None, 2 * ONE, 5 * ONE, chance.randrange(1, 10 * 10**6) * 1000))
        density = b("1100")
        volumes = [bag.volume for bag in bags]
        part = chance.choice((None, chance.randrange(len(bags))))
        if part is not None:
            volumes[part] = max(1, volumes[part] // TENTH // 2) * TENTH
        t_cells = sum(oracle.times(oracle.viable(bag, volume), bag.cd3)
                      for bag, volume in zip(bags, volumes))
        dmso = sum(oracle.times(volume, bag.dmso, density) for bag, volume in zip(bags, volumes))
        portions = [(bag.endotoxin, volume) for bag, volume in zip(bags, volumes)]
        room = sum(volumes) if rate is None else min(sum(volumes), 60 * rate)
        expected = " ".join(text(each * BILLION // kilograms) for each in
                            (t_cells, dmso, oracle.endotoxin(portions, room)))
        yield question("burden", text(kilograms), "-" if rate is None else text(rate),
                       text(density), "-" if part is None else part,
                       "0" if part is None else text(volumes[part]), bags=bags), expected


def bag_times():
    chance = Random(9)
    for _ in range(1_000):
        bags = bags_of(chance, chance.randint(1, 8), chance.choice((typical, awkward)))
        rate = chance.choice((2 * ONE, 5 * ONE, 3 * ONE, chance.randrange(1, 10**7) * 1000))
        words, before = [], 0
        for bag in bags:
            words.append(f"{text(before * BILLION // rate)}+{text(bag.volume * BILLION // rate)}")
            before += bag.volume
        yield question("times", text(rate), bags=bags), " ".join(words)


def levels_per_kg():
    """Tiers, each up to a weight that is itself in it; a cap on level, floor and ceiling."""
    chance = Random(10)
    labels = (
        # axi-cel: 1 to 2 x 10^6 per kg, at most 2 x 10^8
        [("kg", "1", "2", "200", "-")],
        # tisagenlecleucel: up to 50 kg 0.2 to 5 x 10^6 per kg, above 0.1 to 2.5 x 10^8
        [("kg", "0.2", "5", "-", "50"), ("flat", "10", "250", "-", "-")],
        # cilta-cel: 0.5 to 1 x 10^6 per kg, at most 1 x 10^8
        [("kg", "0.5", "1", "100", "-")],
        [("kg", "0.2", "5", "-", "20.5"), ("kg", "0.3", "4", "150", "50"),
         ("flat", "10", "250", "-", "80.001"), ("kg", "0.1", "3", "300", "-")],
    )
    edges = ("10", "20.5", "20.501", "49.999", "50", "50.001", "80", "80.001", "80.002", "99.999",
             "100", "100.001", "120", "350")
    for tiers in labels:
        words = [":".join(tier) for tier in tiers]
        weights = [b(edge) for edge in edges]
        weights += [chance.randrange(10_000_000, 350_000_000) * 1000 for _ in range(300)]
        for kilograms in weights:
            kind, low, high, cap, _ = next(
                tier for tier in tiers if tier[4] == "-" or kilograms <= b(tier[4]))
            ordered = b(chance.choice((low, high, "0.123457", "1.999999")))
            if kind == "flat":
                expected = f"{text(ordered)} - {text(b(low))} {text(b(high))}"
            else:
                most = b(cap) if cap != "-" else None
                cells = [oracle.times(each, kilograms) for each in (ordered, b(low), b(high))]
                capped = [each if most is None else min(each, most) for each in cells]
                before = text(cells[0]) if capped[0] < cells[0] else "-"
                expected = f"{text(capped[0])} {before} {text(capped[1])} {text(capped[2])}"
            yield question("level", text(ordered), text(kilograms), *words), expected


def deviations():
    chance = Random(11)
    for _ in range(3_000):
        level = chance.choice((b("500"), b("1000"), b("3000"), chance.randrange(1, 10**13)))
        cells = chance.choice((level, level - 1, level + 1, level * 4 // 5, level * 6 // 5,
                               chance.randrange(0, 10**13)))
        difference = cells - level
        percent = abs(difference) * 100 * BILLION // level * (1 if difference >= 0 else -1)
        yield f"deviation {text(cells)} {text(level)}", text(percent)


# --- Worked values of the reference, cells-protocols-calendar.md ---------------------------------

# Part 1, "F01 volume needed, mL": dose in 10^6, million/mL, NK x CAR, mL to 0.1.
VOLUME_NEEDED = """
 500  28.6  20.0 15.4  20.4 14.3 11.0
1000  57.1  40.0 30.8  40.8 28.6 22.0
2000 114.3  80.0 61.5  81.6 57.1 44.0
3000 171.4 120.0 92.3 122.4 85.7 65.9"""


def volumes_needed():
    """The table rounds half up; a dose is cut to 0.1 mL, which never passes the level. So the
    volume is the table's, or one step less where the table has rounded up."""
    for row in VOLUME_NEEDED.strip().splitlines():
        dose, *table = row.split()
        for column, printed in enumerate(table):
            counted = ("35", "50", "65")[column % 3]
            fraction = "0.5" if column < 3 else "0.7"
            bag = Bag(b("500"), b(counted), ONE, ONE, ONE, b(fraction))
            exact = Fraction(dose) / (Fraction(counted) * Fraction(fraction))
            assert abs(exact - Fraction(printed)) <= Fraction("0.05"), row
            volume = int(exact * 10) * TENTH
            assert volume in (b(printed), b(printed) - TENTH), row
            cells = volume * b(counted) // BILLION * b(fraction) // BILLION
            assert cells <= b(dose)
            yield (question("exact", dose, bags=[bag]),
                   f"0 0={text(volume)} {text(volume)} {text(cells)}")


def worked_values():
    # Part 1, "worked": 50 mL x 5.0e7 x 0.95 x 0.60 = 1.425e9.
    worked = Bag(b("50"), b("50"), ONE, ONE, b("0.95"), b("0.60"))
    yield question("delivered", "50", bags=[worked]), "2500 1425"
    # Part 1, "post-thaw" and "total": each factor once. 50 x 1e8 x 0.8 x 0.9 x 0.95 x 0.6 = 2.052e9.
    before_freezing = Bag(b("50"), b("100"), b("0.8"), b("0.9"), b("0.95"), b("0.6"))
    yield question("delivered", "50", bags=[before_freezing]), "3600 2052"
    # Part 3, infusion time: 60 mL at 2-5 mL/min = 12-30 min; 171 mL = 34-86 min; a 50 mL bag at
    # 2 mL/min lasts 25 min.
    for volume, rate, minutes in (("60", "5", "12"), ("60", "2", "30"), ("171", "5", "34.2"),
                                  ("171", "2", "85.5"), ("50", "2", "25")):
        bag = Bag(b(volume), b("50"), ONE, ONE, ONE, ONE)
        yield question("times", rate, bags=[bag]), f"0+{minutes}"
    # Three of 50 mL, thawed in sequence: they begin at 0, 25 and 50 min.
    yield question("times", "2", bags=[worked] * 3), "0+25 25+25 50+25"
    # Part 3, CD3: 3e9 CAR+ at 0.95 and 0.60 are 5.26e9 viable; 2e5/kg at 60 kg needs < 0.23 %: at
    # 0.23 % they are 5263.157894 x 0.0023 / 60 = 0.201754 million/kg, at 0.22 % below 0.2.
    viable = Bag(b("100"), b("52.63157894"), ONE, ONE, b("0.95"), b("0.6"), 0)
    yield (question("burden", "60", "-", "1100", "-", "0", bags=[viable._replace(cd3=b("0.0023"))]),
           "0.201754385 - -")
    yield (question("burden", "60", "-", "1100", "-", "0", bags=[viable._replace(cd3=b("0.0022"))]),
           "0.192982456 - -")
    yield (question("burden", "40", "-", "1100", "-", "0", bags=[viable._replace(cd3=b("0.0015"))]),
           "0.197368421 - -")
    # Part 3, endotoxin: a lot at 5 EU/mL meets 5 EU/kg/h up to 1 mL/kg in an hour.
    for kilograms in ("60", "40"):
        lot = Bag(b(kilograms), b("50"), ONE, ONE, ONE, ONE, 0, 0, b("5"))
        yield question("burden", kilograms, "-", "1100", "-", "0", bags=[lot]), "0 - 5"
    # 171 mL at 2 mL/min: 120 mL of it in the worst hour, 600 EU, at 60 kg 10 EU/kg.
    lot = Bag(b("171"), b("50"), ONE, ONE, ONE, ONE, 0, 0, b("5"), b("0.1"))
    # Part 3, DMSO: 171 mL of 10 % = 18.8 g: 0.31 g/kg at 60 kg, 0.47 at 40 kg.
    yield question("burden", "60", "2", "1100", "-", "0", bags=[lot]), "0 313.5 10"
    yield question("burden", "40", "2", "1100", "-", "0", bags=[lot]), "0 470.25 15"
    # Two doses on one day add: 2 x 171 mL at 60 kg.
    yield question("burden", "60", "2", "1100", "-", "0", bags=[lot, lot]), "0 627 10"
    # axi-cel, part 2b row 26: 2e6/kg, at most 2e8: at 120 kg 2.4e8 before the cap.
    yield "level 2 120 kg:1:2:200:-", "200 240 120 200"
    yield "level 2 100 kg:1:2:200:-", "200 - 100 200"
    # Row 27: up to 50 kg per kg, above flat.
    tiers = "kg:0.2:5:-:50 flat:10:250:-:-"
    yield f"level 5 50 {tiers}", "250 - 10 250"
    yield f"level 250 50.001 {tiers}", "250 - 10 250"
    # Section 3, computed consequences: 2.4e9 is 20 % above 2e9 and 20 % below 3e9.
    yield "deviation 2400 2000", "20"
    yield "deviation 2400 3000", "-20"


def same(expected, answer):
    return expected == answer


def rows_of(cases, *arguments):
    return answered(cases(*arguments))


def comparisons():
    def ask(name, cases, *arguments, agrees=same):
        return name, partial(rows_of, cases, *arguments), agrees

    yield ask("cells: 20 bags, every one of 1,048,576 sets", choices, 20, 20, 1, 2)
    yield ask("cells: worked values of the reference", worked_values)
    yield ask("cells: the table of volumes needed", volumes_needed)
    yield ask("cells: delivered by a volume", delivered_cells)
    yield ask("cells: whole bags, small numbers", small_choices)
    yield ask("cells: whole bags, 1 to 12, every set", choices, 1, 12, 500, 3)
    yield ask("cells: 21 to 64 bags", many_bags, agrees=within_bounds)
    yield ask("cells: exact volume", exact_volumes)
    yield ask("cells: exact volume on a step of 0.1 mL", exact_on_a_step)
    yield ask("cells: bags shared over infusions", sharing)
    yield ask("cells: T cells, DMSO and endotoxin per kg", burdens)
    yield ask("cells: times of bags", bag_times)
    yield ask("cells: levels per kg, tiers and caps", levels_per_kg)
    yield ask("cells: deviation from the level", deviations)


def main():
    program = os.path.abspath(sys.argv[1])
    todo, failed, total = list(comparisons()), 0, 0
    with Pool(2, initializer=compare.use_program, initargs=[program]) as pool:
        for name, compared, _, differing in pool.imap(compare.run, todo):
            print(f"{name}: {compared} compared, {len(differing)} differ", flush=True)
            for row in differing[:SHOWN]:
                print(row)
            failed += bool(differing) or compared == 0
            total += compared
    print(f"{len(todo) - failed} passed, {failed} failed; {total} compared")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
