"""Bags of cells in exact arithmetic and by brute force, written apart from the program.

Every number is a whole number of billionths (cells are in millions, so one is a thousandth of a
cell). The rules are those of the contract: delivered = volume x counted cells x recovery x viable
fraction x NK fraction x CAR fraction, each product cut; of all sets of bags at or below the
ceiling the closest to the level, then the fewest bags, then the fewer cells, then the earlier bags.
"""

from collections import namedtuple

BILLION = 10**9
TENTH = BILLION // 10  # of a mL: the step of a partial bag

Bag = namedtuple("Bag", "volume counted recovery viable nk car infusion cd3 endotoxin dmso",
                 defaults=(0, None, None, None))


def times(first, *factors):
    for factor in factors:
        first = first * factor // BILLION
    return first


def viable(bag, volume):
    return times(volume, bag.counted, bag.recovery, bag.viable)


def delivered(bag, volume=None):
    return times(viable(bag, bag.volume if volume is None else volume), bag.nk, bag.car)


def all_sums(contents):
    """The cells of every set; bit i of its number is bag i."""
    sums = [0]
    for cells in contents:
        sums += [each + cells for each in sums]
    return sums


def members(number):
    return [i for i in range(number.bit_length()) if number >> i & 1]


def best_set(contents, level, ceiling):
    """Places of the best set, ascending; empty where no bag fits. Earlier: the last bag that
    differs between two sets is not in the better one."""
    sums = all_sums(contents)
    fitting = [number for number, cells in enumerate(sums) if number and cells <= ceiling]
    if not fitting:
        return []
    nearest = min(abs(sums[number] - level) for number in fitting)
    closest = [number for number in fitting if abs(sums[number] - level) == nearest]
    return members(min(closest, key=lambda number: (number.bit_count(), sums[number],
                                                    members(number)[::-1])))


def whole(bags, chosen):
    """Places, the partial bag and its volume, the volume and the cells of all."""
    return (chosen, None, sum(bags[i].volume for i in chosen),
            sum(delivered(bags[i]) for i in chosen))


def largest_part(bag, cells):
    """The most tenths of a mL that hold at most so many cells, by halving."""
    low, high = 0, bag.volume // TENTH
    while low < high:
        middle = (low + high + 1) // 2
        if delivered(bag, middle * TENTH) <= cells:
            low = middle
        else:
            high = middle - 1
    return low * TENTH


def exact_volume(bags, available, level):
    """The largest bags first (the earlier of two equal ones), in full as long as the level is not
    passed, then a part of the next."""
    order = sorted(available, key=lambda i: (-delivered(bags[i]), i))
    taken, rest = [], level
    for i in order:
        if rest <= 0:
            break
        if delivered(bags[i]) > rest:
            part = largest_part(bags[i], rest)
            if part == 0:
                break
            volume = sum(bags[j].volume for j in taken) + part
            cells = sum(delivered(bags[j]) for j in taken) + delivered(bags[i], part)
            return sorted([*taken, i]), (i, part), volume, cells
        taken.append(i)
        rest -= delivered(bags[i])
    return whole(bags, sorted(taken))


def shared(bags, giving, level, ceiling, infusions, first):
    """What each infusion that is left is made of."""
    free = {i for i, bag in enumerate(bags) if bag.infusion == 0}
    for infusion in range(first + 1, infusions + 1):
        named = sorted(i for i, bag in enumerate(bags) if bag.infusion == infusion)
        pool = named or sorted(free)
        if giving == "exact":
            made = exact_volume(bags, pool, level)
        elif named:
            made = whole(bags, named)
        else:
            chosen = best_set([delivered(bags[i]) for i in pool], level, ceiling)
            made = whole(bags, [pool[i] for i in chosen])
        free -= set(made[0])
        yield made


def endotoxin(portions, room):
    """The most endotoxin that so much volume of (EU/mL, volume) portions can hold."""
    units = 0
    for concentration, volume in sorted(portions, reverse=True):
        part = min(volume, room)
        units += times(part, concentration)
        room -= part
    return units
