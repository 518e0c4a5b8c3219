// The patterns of a schema take what the readers beside them take, and the table of outputs holds
// together. Whether schemas and program agree on whole files is tested in tests/schema.
#include "cli/schema/output_fields.hpp"
#include "cli/schema/schema.hpp"
#include "dosing/text/quantity_text.hpp"
#include "tests/unit/numbers.hpp"

#include <map>
#include <regex>
#include <vector>

namespace {
using namespace nkdose;
using namespace nkdose::test;

bool fits(const std::string& text, const std::string& pattern) {
  static std::map<std::string, std::regex> known; // making one takes longer than asking it
  const auto [one, _] = known.try_emplace(pattern, pattern);
  return std::regex_match(text, one->second);
}

// Every number with every blank and every unit: as people write them, with the slips that they
// make.
std::vector<std::string> written() {
  constexpr const char* numbers[] = {"0",  "7",   "58.4",      "1e9",       "1E015", "1e16",
                                     "5.", ".8",  "",          "0.1",       "1,5",   "1e+3",
                                     "-3", "3.0", "7.1234567", "1234567890"};
  constexpr const char* blanks[] = {"", " ", "  ", " x ", "\t"};
  constexpr const char* units[] = {
      "",       "cm",    "m",      "in",    "kg",       "KG",        "umol/L", "y",   "mg/dL",
      "d",      "mg",    "mL",     "cells", "cells/kg", "%",         "EU/mL",  "g",   "mg/m2",
      "10^9/L", "month", "months", "kg ",   "cells/mL", "mg/m2/day", "ULN",    "ULNs"};
  std::vector<std::string> texts;
  for (const char* number : numbers)
    for (const char* blank : blanks)
      for (const char* unit : units)
        texts.push_back(std::string(number) + blank + unit);
  return texts;
}

TEST_CASE("schema: a pattern takes what its reader takes" * doctest::test_suite("exhaustive")) {
  std::map<std::string, int> taken;
  for (const std::string& text : written()) {
    INFO("\"", text, "\"");
    const auto agree = [&](const auto& reading, const std::string& pattern) {
      INFO(pattern);
      const bool is_too_large =
          !reading && reading.reason().detail.find("too large") != reading.reason().detail.npos;
      if (!is_too_large) CHECK(bool(reading) == fits(text, pattern));
      if (reading) ++taken[pattern];
    };
    for (const Measure* measure : measures())
      if (!measure->whole) agree(read_quantity(text, *measure), pattern_of(*measure));
    agree(read_years(text), pattern_of(measure::years));
    agree(read_days(text), pattern_of(measure::days));
    agree(read_number(text), pattern_of_number());
    if (text != "1234567890") agree(read_whole(text), pattern_of_whole());
    for (const char* unit : {"", "month", "10^9/L", "ULN", "%"})
      agree(read_in_unit(text, unit, 1'000'000'000), pattern_in_unit(unit));
  }
  CHECK(taken.size() > 15); // each was asked for something that it takes
  for (const auto& [pattern, count] : taken) {
    INFO(pattern);
    CHECK(count > 3);
  }
}

TEST_CASE("schema: the unit of an output is the one that its key names") {
  const std::map<std::string, std::string> units{{"_mg_per_day", "mg/day"},
                                                 {"_mg_per_m2_per_day", "mg/m2/day"},
                                                 {"_mg", "mg"},
                                                 {"_ml", "mL"},
                                                 {"_percent", "%"},
                                                 {"_mg_per_ml", "mg/mL"},
                                                 {"_ml_per_h", "mL/h"},
                                                 {"ml_per_min", "mL/min"},
                                                 {"_min", "min"},
                                                 {"_cm", "cm"},
                                                 {"_kg", "kg"},
                                                 {"_years", "years"},
                                                 {"_cells", "cells"},
                                                 {"m2", "m2"},
                                                 {"_umol_per_l", "umol/L"},
                                                 {"cycle.days", "days"},
                                                 {"bsa_m2", "m2"},
                                                 {"clearance_ml_per_min", "mL/min"},
                                                 {"cells", "cells"}};
  int with_unit = 0;
  for (const auto& fields : {plan_fields(), batch_fields(), error_fields()})
    for (const OutputField& field : fields) {
      const std::string_view key =
          field.path.ends_with(']') ? field.path.substr(0, field.path.rfind('[')) : field.path;
      INFO(std::string(field.path));
      if (field.holds != Holds::number && field.holds != Holds::whole) {
        CHECK(field.unit.empty());
        continue;
      }
      std::string named, ending;
      for (const auto& [suffix, unit] : units)
        if (key.ends_with(suffix) && suffix.size() > ending.size()) named = unit, ending = suffix;
      CHECK(std::string(field.unit) == named);
      with_unit += field.unit.empty() ? 0 : 1;
    }
  CHECK(with_unit > 40);
}

TEST_CASE("schema: every key of an output stands once, after what holds it") {
  for (const auto& fields : {plan_fields(), batch_fields(), error_fields()})
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const std::string_view path = fields[i].path;
      INFO(std::string(path));
      CHECK_FALSE(fields[i].meaning.empty());
      CHECK((fields[i].holds == Holds::word) == (fields[i].words != nullptr));
      for (std::size_t before = 0; before < i; ++before)
        CHECK(fields[before].path != path);
      const auto dot = path.rfind('.');
      if (dot == path.npos) continue;
      bool has_parent = false;
      for (std::size_t before = 0; before < i; ++before)
        has_parent = has_parent || (fields[before].path == path.substr(0, dot) &&
                                    fields[before].holds == Holds::object);
      CHECK(has_parent);
    }
}

} // namespace
