// One question a line on stdin, one answer a line on stdout: a thin door to dosing/, so that
// tests/exact can compare millions of its numbers with exact ones. It computes nothing itself.
//
//   area FORMULA SEX HEIGHT_CM WEIGHT_KG              unrounded hundredths
//   weights SEX HEIGHT_CM WEIGHT_KG                   ideal adjusted below_ideal above_130_percent
//   clearance SEX AGE HEIGHT_CM|- WEIGHT_KG CREATININE   actual ideal|- adjusted|-
//   band CLEARANCE                                    fraction of the level; 0: withheld
//   dose LEVEL AREA FRACTION STEP                     calculated adjusted rounded
//
// CREATININE has its unit and is read by quantity_text; every other number is bare.
#include "dosing/bsa.hpp"
#include "dosing/dose.hpp"
#include "dosing/quantity_text.hpp"

#include <algorithm>
#include <charconv>
#include <iostream>
#include <stdexcept>
#include <vector>

namespace {
using namespace nkdose;
using Words = std::vector<std::string_view>;

Words split(std::string_view line) {
  Words words;
  for (std::size_t from = 0; from < line.size();) {
    const std::size_t to = std::min(line.find(' ', from), line.size());
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

/// With up to nine decimals: a clearance just below a band has all of them, and no input may.
Decimal number(std::string_view text) {
  const std::size_t point = std::min(text.find('.'), text.size());
  std::string digits(text.substr(0, point));
  if (point < text.size()) digits += text.substr(point + 1);
  digits.append(point + 9 - digits.size(), '0'); // a tenth decimal throws
  return Decimal::from_billionths(whole(digits));
}

Sex sex(std::string_view text) {
  if (text == "male") return Sex::male;
  if (text == "female") return Sex::female;
  throw std::invalid_argument("not a sex");
}

std::string texts(auto... numbers) {
  std::string line = ((to_text(numbers) + ' ') + ...);
  line.pop_back();
  return line;
}

std::string area(const Words& words) {
  const SurfaceFormula* formula = find_surface_formula(words.at(1));
  if (!formula) throw std::invalid_argument("unknown formula");
  const Height height = in<Height>(number(words.at(3)));
  const ActualWeight weight(in<BodyMass>(number(words.at(4))));
  const UnroundedSurface area = formula->area(height, weight, sex(words.at(2)));
  return texts(area.quantity().value(), as_used(area, SurfaceRounding::hundredth).value());
}

std::string weights(const Words& words) {
  const IdealWeight ideal = ideal_weight(sex(words.at(1)), in<Height>(number(words.at(2))));
  const ActualWeight actual(in<BodyMass>(number(words.at(3))));
  return texts(ideal.cut().value(), adjusted_weight(ideal, actual).cut().value()) +
         (below_ideal(actual, ideal) ? " yes" : " no") +
         (above_130_percent(actual, ideal) ? " yes" : " no");
}

std::string clearance(const Words& words) {
  const Age age{static_cast<int>(whole(words.at(2)))};
  const auto height =
      words.at(3) == "-" ? std::nullopt : std::optional(in<Height>(number(words.at(3))));
  const auto creatinine = read_creatinine(words.at(5));
  if (!creatinine) throw std::invalid_argument(creatinine.reason().detail);
  const Clearances all =
      clearances(sex(words.at(1)), age, height, ActualWeight(in<BodyMass>(number(words.at(4)))),
                 *creatinine, WeightBasis::actual);
  const auto text = [](std::optional<CreatinineClearance> value) {
    return value ? ' ' + to_text(value->quantity().value()) : " -";
  };
  return to_text(all.actual.quantity().value()) + text(all.ideal) + text(all.adjusted);
}

std::string band(const Words& words) {
  static const RenalBands bands = [] {
    RenalBands result;
    result.append({CreatinineClearance(in<Flow>(0)), 0, std::nullopt});
    result.append({CreatinineClearance(in<Flow>(30)), 0.6_d, std::nullopt});
    result.append({CreatinineClearance(in<Flow>(50)), 0.8_d, std::nullopt});
    result.append({CreatinineClearance(in<Flow>(80)), 1, std::nullopt});
    return result;
  }();
  return to_text(bands.of(CreatinineClearance(in<Flow>(number(words.at(1))))).fraction);
}

std::string dose(const Words& words) {
  const DailyDose calculated =
      in<DoseLevel>(number(words.at(1))) * in<BodySurface>(number(words.at(2)));
  const DailyDose adjusted = calculated * number(words.at(3));
  RoundingPolicy policy;
  policy.step = policy.fine_step = in<DailyDose>(number(words.at(4)));
  const RoundedDose rounded = round_dose(AdjustedDose(adjusted), DailyDose(), policy).dose;
  return texts(calculated.value(), adjusted.value(), rounded.quantity().value());
}

std::string answer(std::string_view line) {
  const Words words = split(line);
  if (words.at(0) == "area") return area(words);
  if (words.at(0) == "weights") return weights(words);
  if (words.at(0) == "clearance") return clearance(words);
  if (words.at(0) == "band") return band(words);
  if (words.at(0) == "dose") return dose(words);
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
