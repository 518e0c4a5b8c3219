#include "dosing/cells/bags.hpp"

#include <algorithm>

namespace nkdose {
namespace {

struct Content {
  std::size_t bag;
  CellCount cells;
};

std::vector<Content> contents_of(const std::vector<Certificate>& bags, BagSet available) {
  std::vector<Content> contents;
  for (std::size_t i = 0; i < bags.size(); ++i)
    if (available.holds(i)) contents.push_back({i, delivered_by(bags[i])});
  return contents;
}

CellCount distance(CellCount cells, CellCount level) {
  return cells > level ? cells - level : level - cells;
}

// A choice of bags, ordered by how well it makes the level.
struct Candidate {
  BagSet bags{};
  CellCount cells{};

  bool is_better_than(const Candidate& other, CellCount level) const {
    if (other.bags.empty()) return true;
    const CellCount mine = distance(cells, level), theirs = distance(other.cells, level);
    if (mine != theirs) return mine < theirs;
    if (bags.count() != other.bags.count()) return bags.count() < other.bags.count();
    if (cells != other.cells) return cells < other.cells;
    return bags < other.bags;
  }
};

// Every set of bags once; from one to the next a single bag is put in or taken out (a Gray code).
BagSet best_of_all_sets(const std::vector<Content>& contents, CellCount level, CellCount ceiling) {
  Candidate best, current;
  for (std::uint32_t step = 1; step < std::uint32_t{1} << contents.size(); ++step) {
    const Content& changed = contents[static_cast<std::size_t>(__builtin_ctz(step))];
    if (current.bags.holds(changed.bag)) {
      current.bags.remove(changed.bag);
      current.cells -= changed.cells;
    } else {
      current.bags.add(changed.bag);
      current.cells += changed.cells;
    }
    if (current.cells <= ceiling && current.is_better_than(best, level)) best = current;
  }
  return best.bags;
}

// The largest that fit, one by one, then one more where that comes closer.
BagSet best_one_by_one(std::vector<Content> contents, CellCount level, CellCount ceiling) {
  std::stable_sort(contents.begin(), contents.end(),
                   [](const Content& a, const Content& b) { return a.cells > b.cells; });
  Candidate best;
  for (const Content& content : contents)
    if (best.cells + content.cells <= std::min(level, ceiling)) {
      best.bags.add(content.bag);
      best.cells += content.cells;
    }
  const Candidate base = best;
  for (const Content& content : contents) { // one large bag may come closer than many
    Candidate alone{{}, content.cells};
    alone.bags.add(content.bag);
    if (alone.cells <= ceiling && alone.is_better_than(best, level)) best = alone;
  }
  for (const Content& content : contents) {
    if (base.bags.holds(content.bag) || base.cells + content.cells > ceiling) continue;
    Candidate more = base;
    more.bags.add(content.bag);
    more.cells += content.cells;
    if (more.is_better_than(best, level)) best = more;
  }
  return best.bags;
}

// The most whole steps of a bag that hold at most `cells`, of which the bag has more.
Volume volume_for(const Certificate& bag, CellCount cells) {
  const CellCount in_full = delivered_by(bag);
  const Decimal exact_volume = exact(cells.value(), bag.volume.value()).over(in_full.value());
  const Decimal step = partial_step.value();
  Volume volume = in<Volume>(cut_to(exact_volume / step, 0) * step);
  while (delivered_by(bag, volume) > cells) // the bag's content was cut, too
    volume -= partial_step;
  while (delivered_by(bag, volume + partial_step) <= cells) // and so is what a step more holds
    volume += partial_step;
  return volume;
}

// The bags of a set that are still good on the day of an infusion.
BagSet keeping_for(const std::vector<Certificate>& bags, BagSet set, int infusion) {
  for (std::size_t i = 0; i < bags.size(); ++i)
    if (bags[i].last_infusion && *bags[i].last_infusion < infusion) set.remove(i);
  return set;
}

} // namespace

BagSet bags_for(const std::vector<Certificate>& bags, int infusion) {
  BagSet set;
  for (std::size_t i = 0; i < bags.size(); ++i)
    if (bags[i].infusion == infusion) set.add(i);
  return set;
}

BagSet choose_bags(const std::vector<Certificate>& bags, BagSet available, CellCount level,
                   CellCount ceiling) {
  const std::vector<Content> contents = contents_of(bags, available);
  return contents.size() <= most_for_exact_choice ? best_of_all_sets(contents, level, ceiling)
                                                  : best_one_by_one(contents, level, ceiling);
}

BagsGiven whole_bags(const std::vector<Certificate>& bags, BagSet chosen) {
  BagsGiven given{.bags = chosen, .partly = std::nullopt};
  for (std::size_t i = 0; i < bags.size(); ++i)
    if (chosen.holds(i)) {
      given.volume += bags[i].volume;
      given.delivered += delivered_by(bags[i]);
    }
  return given;
}

BagsGiven choose_exact_volume(const std::vector<Certificate>& bags, BagSet available,
                              CellCount level) {
  std::vector<Content> contents = contents_of(bags, available);
  std::stable_sort(contents.begin(), contents.end(),
                   [](const Content& a, const Content& b) { return a.cells > b.cells; });
  BagsGiven given{.partly = std::nullopt};
  for (const Content& content : contents) {
    const CellCount missing = level - given.delivered;
    if (missing <= CellCount()) break;
    const Certificate& bag = bags[content.bag];
    Volume volume = bag.volume;
    if (content.cells > missing) {
      volume = volume_for(bag, missing);
      if (volume == Volume()) break; // what is missing is less than a step holds
      given.partly = content.bag;
      given.part = volume;
    }
    given.bags.add(content.bag);
    given.volume += volume;
    given.delivered += delivered_by(bag, volume);
    if (given.partly) break;
  }
  return given;
}

std::vector<InfusionMade> share_bags(const std::vector<Certificate>& bags,
                                     const CellAssignment& assignment, const CellRule& rule,
                                     int first) {
  std::vector<InfusionMade> sheets;
  if (!assignment.level) return sheets; // no cell dose is planned
  BagSet left = bags_for(bags, 0);
  for (int infusion = first + 1; infusion <= assignment.infusions; ++infusion) {
    const BagSet named = keeping_for(bags, bags_for(bags, infusion), infusion);
    const BagSet available = keeping_for(bags, left, infusion);
    InfusionMade sheet;
    if (!named.empty())
      sheet.whole_bags = whole_bags(bags, named);
    else
      sheet.whole_bags =
          whole_bags(bags, choose_bags(bags, available, *assignment.level, assignment.ceiling));
    sheet.exact_volume =
        choose_exact_volume(bags, named.empty() ? available : named, *assignment.level);
    // Never shown as the other way; where it is what is given, the review stops it.
    if (rule.giving == Giving::exact_volume && sheet.whole_bags.delivered > assignment.ceiling)
      sheet.whole_bags = {};
    left.remove(sheet.given(rule.giving).bags);
    sheets.push_back(sheet);
  }
  return sheets;
}

} // namespace nkdose
