// As answers.cpp, for the cell product: one question a line on stdin, one answer a line on stdout.
//
//   delivered VOLUME BAG                      viable cells, CAR-positive cells
//   choose LEVEL CEILING BAG ...              the bags
//   exact LEVEL BAG ...                       the bags, the partial one and its mL, mL, cells
//   share whole|exact LEVEL|- CEILING INFUSIONS FIRST BAG ...
//                                             the bags, mL and cells of each infusion that is left
//   burden KG RATE|- DENSITY PART_BAG|- PART BAG ...   CD3/kg DMSO/kg endotoxin/kg, all bags given
//   times RATE BAG ...                        begin+minutes of each bag
//   level ORDERED KG TIER ...                 level before_cap floor ceiling
//   deviation DELIVERED LEVEL                 per cent
//
// A BAG is VOLUME:MILLION_PER_ML:RECOVERY:VIABLE:NK:CAR[:INFUSION[:CD3[:EU_PER_ML[:DMSO]]]], a
// bag's number counts from 0, a TIER is flat|kg:LOW:HIGH:CAP|-:UP_TO|-; cells are in millions,
// fractions are parts of 1, times are minutes.
#include "dosing/cells/burden.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <stdexcept>

namespace {
using namespace nkdose;
using Words = std::vector<std::string_view>;

Words split(std::string_view line, char at) {
  Words words;
  for (std::size_t from = 0; from <= line.size();) {
    const std::size_t to = std::min(line.find(at, from), line.size());
    words.push_back(line.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

std::int64_t whole(std::string_view digits) {
  std::int64_t result = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), result);
  if (error != std::errc() || end != digits.end()) throw std::invalid_argument("not a number");
  return result;
}

Decimal number(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) digits += text.substr(point + 1);
  digits.append(point + 9 - digits.size(), '0'); // a tenth decimal throws
  return Decimal::from_billionths(whole(digits));
}

template <class Q>
Q quantity(std::string_view text) {
  return in<Q>(number(text));
}

ActualWeight kilograms(std::string_view text) {
  return ActualWeight(quantity<BodyMass>(text));
}

Certificate bag(std::string_view text) {
  const Words words = split(text, ':');
  Certificate result;
  result.volume = quantity<Volume>(words.at(0));
  result.counted = quantity<CellConcentration>(words.at(1));
  result.recovery = number(words.at(2));
  result.viable_fraction = number(words.at(3));
  result.nk_fraction = number(words.at(4));
  result.car_fraction = number(words.at(5));
  if (words.size() > 6) result.infusion = static_cast<int>(whole(words[6]));
  if (words.size() > 7) result.cd3_fraction = number(words[7]);
  if (words.size() > 8)
    result.endotoxin = EndotoxinConcentration(quantity<CountPerVolume>(words[8]));
  if (words.size() > 9) result.dmso_fraction = number(words[9]);
  return result;
}

std::vector<Certificate> bags_from(const Words& words, std::size_t first) {
  std::vector<Certificate> bags;
  for (std::size_t i = first; i < words.size(); ++i)
    bags.push_back(bag(words[i]));
  return bags;
}

BagSet all_of_them(const std::vector<Certificate>& bags) {
  BagSet set;
  for (std::size_t i = 0; i < bags.size(); ++i)
    set.add(i);
  return set;
}

std::string text_of(BagSet set) {
  std::string line;
  for (std::size_t i = 0; i < BagSet::limit; ++i)
    if (set.holds(i)) line += (line.empty() ? "" : ",") + std::to_string(i);
  return line.empty() ? "none" : line;
}

std::string text_of(const BagsGiven& given) {
  std::string line = text_of(given.bags);
  if (given.partly)
    line.append(" ")
        .append(std::to_string(*given.partly))
        .append("=")
        .append(to_text(given.part.value()));
  return line.append(" ")
      .append(to_text(given.volume.value()))
      .append(" ")
      .append(to_text(given.delivered.value()));
}

std::string delivered(const Words& words) {
  const auto volume = quantity<Volume>(words.at(1));
  const Certificate certificate = bag(words.at(2));
  return to_text(viable_cells(certificate, volume).value()) + ' ' +
         to_text(delivered_by(certificate, volume).value());
}

std::string choose(const Words& words) {
  const auto bags = bags_from(words, 3);
  return text_of(choose_bags(bags, all_of_them(bags), quantity<CellCount>(words.at(1)),
                             quantity<CellCount>(words.at(2))));
}

std::string exact_volume(const Words& words) {
  const auto bags = bags_from(words, 2);
  return text_of(choose_exact_volume(bags, all_of_them(bags), quantity<CellCount>(words.at(1))));
}

std::string share(const Words& words) {
  CellRule rule;
  rule.giving = words.at(1) == "whole" ? Giving::whole_bags : Giving::exact_volume;
  CellAssignment assignment;
  if (words.at(2) != "-") assignment.level = quantity<CellCount>(words[2]);
  assignment.ceiling = quantity<CellCount>(words.at(3));
  rule.infusions = assignment.infusions = static_cast<int>(whole(words.at(4)));
  std::string line;
  for (const InfusionMade& sheet :
       share_bags(bags_from(words, 6), assignment, rule, static_cast<int>(whole(words.at(5)))))
    line += (line.empty() ? "" : " | ") + text_of(sheet.given(rule.giving));
  return line;
}

std::string burden(const Words& words) {
  const ActualWeight weight = kilograms(words.at(1));
  const auto bags = bags_from(words, 6);
  BagsGiven given = whole_bags(bags, all_of_them(bags));
  if (words.at(4) != "-") {
    given.partly = static_cast<std::size_t>(whole(words[4]));
    given.part = quantity<Volume>(words.at(5));
    given.volume -= bags.at(*given.partly).volume;
    given.volume += given.part;
  }
  const auto rate = words.at(2) == "-" ? std::nullopt : std::optional(quantity<Flow>(words.at(2)));
  const auto cells = t_cells_per_kg(bags, given, weight);
  const auto dmso = dmso_per_kg(bags, given, quantity<DrugConcentration>(words.at(3)), weight);
  const auto endotoxin = endotoxin_load(bags, given, rate, weight);
  return (cells ? to_text(cells->value()) : "-") + ' ' + (dmso ? to_text(dmso->value()) : "-") +
         ' ' + (endotoxin ? to_text(endotoxin->quantity().value()) : "-");
}

std::string times(const Words& words) {
  const auto bags = bags_from(words, 2);
  std::string line;
  for (const BagTime& time : bag_times(bags, whole_bags(bags, all_of_them(bags)),
                                       quantity<Flow>(words.at(1)), Duration()))
    line += (line.empty() ? "" : " ") + to_text(time.begins.value()) + '+' +
            to_text(time.takes.value());
  return line;
}

std::string level(const Words& words) {
  CellRule rule;
  rule.tier_count = words.size() - 3;
  for (std::size_t i = 0; i < rule.tier_count; ++i) {
    const Words parts = split(words[i + 3], ':');
    CellTier& tier = rule.tiers.at(i);
    if (parts.at(0) == "flat") {
      tier.range = FlatRange{quantity<CellCount>(parts.at(1)), quantity<CellCount>(parts.at(2))};
    } else {
      PerKilogramRange range{
          quantity<CellsPerKilogram>(parts.at(1)), quantity<CellsPerKilogram>(parts.at(2)), {}};
      if (parts.at(3) != "-") range.cap = quantity<CellCount>(parts[3]);
      tier.range = range;
    }
    if (parts.at(4) != "-") tier.up_to = kilograms(parts[4]);
  }
  const ActualWeight weight = kilograms(words.at(2));
  const CellLevel ordered = rule.tier_for(weight).is_per_kg()
                                ? CellLevel(quantity<CellsPerKilogram>(words.at(1)))
                                : CellLevel(quantity<CellCount>(words.at(1)));
  const CellAssignment assignment = cell_assignment(ordered, weight, rule);
  return to_text(assignment.level->value()) + ' ' +
         (assignment.before_cap ? to_text(assignment.before_cap->value()) : "-") + ' ' +
         to_text(assignment.floor.value()) + ' ' + to_text(assignment.ceiling.value());
}

std::string answer(std::string_view line) {
  const Words words = split(line, ' ');
  if (words.at(0) == "delivered") return delivered(words);
  if (words.at(0) == "choose") return choose(words);
  if (words.at(0) == "exact") return exact_volume(words);
  if (words.at(0) == "share") return share(words);
  if (words.at(0) == "burden") return burden(words);
  if (words.at(0) == "times") return times(words);
  if (words.at(0) == "level") return level(words);
  if (words.at(0) == "deviation")
    return to_text(
        deviation_percent(quantity<CellCount>(words.at(1)), quantity<CellCount>(words.at(2))));
  throw std::invalid_argument("unknown verb");
}
} // namespace

int main() {
  std::ios::sync_with_stdio(false);
  for (std::string line; std::getline(std::cin, line);) {
    try {
      std::cout << answer(line) << '\n';
    } catch (const std::exception& error) { // an answer too, and never the expected one
      std::cout << "error: " << error.what() << '\n';
    }
  }
  return std::cout.flush() ? 0 : 1;
}
