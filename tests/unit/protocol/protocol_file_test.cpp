// A protocol's file: what f01 says, and every way in which such a file can be wrong.
#include "schedule/protocol/built_in.hpp"
#include "schedule/protocol/protocol_file.hpp"
#include "tests/unit/ordinary.hpp"

namespace {
using namespace nkdose;
using namespace nkdose::test;

Checked<Protocol, Problems> f01_with(const Changes& changes) {
  auto document = read_toml(built_in("protocols", "f01")->text, "f01.toml");
  REQUIRE(document);
  for (const std::string_view change : changes)
    apply(change, *document);
  return read_protocol(*document, "checksum");
}

std::string printed(const Problems& problems) {
  std::string all;
  for (const Problem& one : problems)
    all += std::string(code_of(one.fault)) + " " + to_text(one.place) + ": " + one.detail + " | " +
           one.action + "\n";
  return all;
}

// The registry record NCT06208280, and the issue: "f01 as data".
TEST_CASE("protocol: f01 says what its record says") {
  const auto read = f01_with({});
  INFO((read ? "" : printed(read.reason())));
  REQUIRE(read);
  const Protocol& f01 = *read;
  CHECK(f01.id.text() == "f01");
  CHECK(f01.version == 1);
  CHECK(f01.title == Containing{"NCT06208280"});
  CHECK(f01.sha256 == "checksum");
  CHECK(f01.has_day_zero);
  CHECK(f01.youngest == 18);
  CHECK(f01.oldest == 65);
  CHECK(of(*f01.lowest_clearance) == 50_d);
  CHECK(f01.formula == &mosteller());
  CHECK(f01.clearance_weight == WeightBasis::actual);
  CHECK_FALSE(f01.surface_cap.has_value());
  CHECK_FALSE(f01.gap_window_days.has_value()); // the record is silent on delays

  REQUIRE(f01.drugs.size() == 2);
  CHECK(f01.drugs[0].id.text() == "fludarabine");
  CHECK(of(f01.drugs[0].levels.low) == 25_d);
  CHECK(of(f01.drugs[0].levels.high) == 30_d);
  CHECK(f01.drugs[0].days == std::vector<int>{-5, -4, -3});
  CHECK(f01.drugs[0].renal_basis == RenalBasis::fraction);
  CHECK(f01.drugs[1].id.text() == "cyclophosphamide");
  CHECK(of(f01.drugs[1].levels.low) == 250_d);
  CHECK(of(f01.drugs[1].levels.high) == 300_d);
  CHECK(f01.drugs[1].days == std::vector<int>{-5, -4, -3});
  CHECK(f01.drugs[1].renal_basis == RenalBasis::none);
  CHECK(f01.first_drug_day() == -5);
  CHECK(f01.last_drug_day() == -3);

  REQUIRE(f01.cell_tiers.size() == 1);
  CHECK(of(std::get<FlatRange>(f01.cell_tiers[0].range).floor) == 500_d);
  CHECK(of(std::get<FlatRange>(f01.cell_tiers[0].range).ceiling) == 3000_d);
  REQUIRE(f01.infusions.size() == 2);
  CHECK(f01.infusions[0].days == std::vector<int>{0});
  CHECK(f01.infusions[1].days == std::vector<int>{0, 7});
  // From a recruiting notice only: printed as unverified wherever it appears.
  CHECK(f01.infusions[1].source == Containing{"[unverified]"});
  CHECK(f01.infusions[0].source.find("[unverified]") == std::string::npos);

  for (const char* id : {"per-day", "per-infusion", "renal-rule", "clearance"}) {
    INFO(id);
    CHECK(std::ranges::any_of(f01.assumptions,
                              [&](const Assumption& one) { return one.id.text() == id; }));
  }
  CHECK(f01.prompts.size() >= 5);
}

TEST_CASE("protocol: one fault in the file gives one problem at its place") {
  struct Row {
    const char* why;
    Changes changes;
    Fault fault;
    const char* pointer;
    const char* says;
  };
  const Row rows[] = {
      {"an unknown key",
       {"protocol.bsa_capp = 2 m2"},
       Fault::unknown_key,
       "/protocol/bsa_capp",
       "did you mean \"bsa_cap\"?"},
      {"an unknown table", {"drugs.id = x"}, Fault::unknown_key, "/drugs", "\"drug\""},
      {"no title", {"protocol.title"}, Fault::missing_key, "/protocol/title", "title"},
      {"no cells", {"cells"}, Fault::missing_key, "/cells", "cells"},
      {"no day 0 statement",
       {"protocol.has_day_zero"},
       Fault::missing_key,
       "/protocol/has_day_zero",
       "day 0"},
      {"version 0", {"protocol.version = 0"}, Fault::outside_limits, "/protocol/version", "1 to"},
      {"an id with capitals", {"protocol.id = F01"}, Fault::text, "/protocol/id", "lower-case"},
      {"an unknown formula",
       {"protocol.formula = mostellar"},
       Fault::unknown_name,
       "/protocol/formula",
       "formula"},
      {"a comparison formula",
       {"protocol.formula = yu2003"},
       Fault::unknown_name,
       "/protocol/formula",
       "not a formula for dosing"},
      {"a cap of 20 m2",
       {"protocol.bsa_cap = 20 m2"},
       Fault::outside_limits,
       "/protocol/bsa_cap",
       "1 and 3 m2"},
      {"a cap without its unit",
       {"protocol.bsa_cap = 2"},
       Fault::no_unit,
       "/protocol/bsa_cap",
       "m2"},
      {"a limit without its unit",
       {"limits.lowest_clearance = 50"},
       Fault::no_unit,
       "/limits/lowest_clearance",
       "mL/min"},
      {"an indexed limit",
       {"limits.lowest_clearance = 50 mL/min/1.73m2"},
       Fault::wrong_unit,
       "/limits/lowest_clearance",
       "mL/min"},
      {"ages exchanged",
       {"limits.age.0 = 65 y", "limits.age.1 = 18 y"},
       Fault::data,
       "/limits/age",
       "lower end first"},
      {"one age", {"limits.age.1"}, Fault::wrong_type, "/limits/age", "two ends"},
      {"another clearance formula",
       {"clearance.formula = ckd-epi"},
       Fault::unknown_name,
       "/clearance/formula",
       "cockcroft-gault"},
      {"another weight",
       {"clearance.weight = lean"},
       Fault::unknown_name,
       "/clearance/weight",
       "actual"},
      {"a level without its time",
       {"drug.0.levels.1 = 30 mg/m2"},
       Fault::no_time,
       "/drug/0/levels",
       "30 mg/m2/day"},
      {"levels exchanged",
       {"drug.0.levels.0 = 30 mg/m2/day", "drug.0.levels.1 = 25 mg/m2/day"},
       Fault::data,
       "/drug/0/levels",
       "lower end first"},
      {"a level of nothing",
       {"drug.0.levels.0 = 0 mg/m2/day"},
       Fault::outside_limits,
       "/drug/0/levels",
       "above 0"},
      {"a level far too high",
       {"drug.0.levels.1 = 100001 mg/m2/day"},
       Fault::outside_limits,
       "/drug/0/levels",
       "100,000"},
      {"days out of order", {"drug.0.days.1 = -2"}, Fault::data, "/drug/0/days", "ascending"},
      {"a day twice", {"drug.0.days.1 = -5"}, Fault::data, "/drug/0/days", "ascending"},
      {"a drug on the day of infusion",
       {"drug.0.days.3 = 0"},
       Fault::data,
       "/drug/0/days",
       "before the infusion"},
      {"a day far away", {"drug.0.days.0 = -401"}, Fault::outside_limits, "/drug/0/days", "400"},
      {"no days",
       {"drug.0.days.2", "drug.0.days.1", "drug.0.days.0"},
       Fault::data,
       "/drug/0/days",
       "1 to 14"},
      {"a basis that does not exist",
       {"drug.0.renal_basis = label"},
       Fault::unknown_name,
       "/drug/0/renal_basis",
       "fraction"},
      {"the same drug twice",
       {"drug.1.id = fludarabine"},
       Fault::contradiction,
       "/drug/1/id",
       "twice"},
      {"a source that is not there",
       {"drug.0.source = registri"},
       Fault::unknown_name,
       "/drug/0/source",
       "did you mean \"registry\"?"},
      {"the limits' source",
       {"limits.source = nobody"},
       Fault::unknown_name,
       "/limits/source",
       "nobody"},
      {"no source", {"drug.0.source"}, Fault::missing_key, "/drug/0/source", "source"},
      {"cells exchanged",
       {"cells.range.0 = 3e9 cells", "cells.range.1 = 5e8 cells"},
       Fault::data,
       "/cells/range",
       "lower end first"},
      {"cells without a unit", {"cells.range.0 = 5e8"}, Fault::no_unit, "/cells/range", "cells"},
      {"cells beyond reason",
       {"cells.range.1 = 1e15 cells"},
       Fault::outside_limits,
       "/cells/range",
       "1e14"},
      {"a first infusion on day 1",
       {"infusion.0.days.0 = 1"},
       Fault::data,
       "/infusion/0/days",
       "the first infusion is day 0"},
      {"a gap of one number",
       {"gap.days.0 = 2", "gap.source = registry"},
       Fault::data,
       "/gap/days",
       "[2, 7]"},
      {"a gap that ends first",
       {"gap.days.0 = 7", "gap.days.1 = 2", "gap.source = registry"},
       Fault::data,
       "/gap/days",
       "[2, 7]"},
      // Lymphodepletion begins 5 days before a day zero, and the last infusion is on Day 7.
      {"a cycle that begins before the one before has ended",
       {"cycle.days = 12", "cycle.most = 2", "cycle.source = registry"},
       Fault::contradiction,
       "/cycle/days",
       "would not be after day 7"},
      {"one cycle only",
       {"cycle.days = 28", "cycle.most = 1", "cycle.source = registry"},
       Fault::outside_limits,
       "/cycle/most",
       ""},
      {"a cycle among the events",
       {"event.0.kind = next-cycle"},
       Fault::data,
       "/event/0/kind",
       "follow from their own tables"},
      {"an event in days and months",
       {"event.0.days = 3"},
       Fault::contradiction,
       "/event/0",
       "either days or months"},
      {"an event without either",
       {"event.0.months"},
       Fault::contradiction,
       "/event/0",
       "either days or months"},
      {"an event of an unknown kind",
       {"event.0.kind = last-permited"},
       Fault::unknown_name,
       "/event/0/kind",
       "did you mean \"last-permitted\"?"},
      {"a drug as an event",
       {"event.0.kind = drug"},
       Fault::data,
       "/event/0/kind",
       "their own tables"},
      {"an event from an unknown anchor",
       {"event.0.anchor = day-one"},
       Fault::unknown_name,
       "/event/0/anchor",
       "day-zero"},
      {"what must have stopped after its anchor",
       {"event.0.months = 2"},
       Fault::contradiction,
       "/event/0/kind",
       "after its anchor"},
      {"an end before its anchor",
       {"event.0.kind = until"},
       Fault::contradiction,
       "/event/0/kind",
       "before its anchor"},
      {"two events of one id",
       {"event.1.id = pulse-steroid"},
       Fault::contradiction,
       "/event/1/id",
       "stands twice"},
      {"two assumptions of one id",
       {"assumption.1.id = per-day"},
       Fault::contradiction,
       "/assumption/1/id",
       "stands twice"},
      {"a list of infusion days twice",
       {"infusion.1.days.0 = 0", "infusion.1.days.1"},
       Fault::contradiction,
       "/infusion/1/days",
       "stands twice"},
      {"a gap window that the plan's own gap of 3 days is outside of",
       {"gap.days.0 = 4", "gap.days.1 = 9", "gap.source = registry"},
       Fault::contradiction,
       "/gap",
       "a gap of 3 days, outside 4 to 9"},
      {"an assumption without a text",
       {"assumption.0.text"},
       Fault::missing_key,
       "/assumption/0/text",
       "text"},
  };
  for (const Row& row : rows) {
    INFO(row.why);
    const auto read = f01_with(row.changes);
    REQUIRE_FALSE(read);
    INFO(printed(read.reason()));
    REQUIRE(read.reason().size() == 1);
    const Problem& problem = read.reason().front();
    CHECK(problem.fault == row.fault);
    CHECK(to_text(problem.place).ends_with(std::string(" ") + row.pointer));
    CHECK((problem.detail + " | " + problem.action) == Containing{row.says});
  }
}

TEST_CASE("protocol: without a day 0 the days are numbered past it") {
  const auto no_zero = f01_with({"protocol.has_day_zero = false", "infusion.0.days.0 = 1",
                                 "infusion.1.days.0 = 1", "infusion.1.days.1 = 8"});
  REQUIRE(no_zero);
  CHECK(no_zero->offset(-5) == -5);
  CHECK(no_zero->offset(-1) == -1);
  CHECK(no_zero->offset(1) == 0);
  CHECK(no_zero->offset(8) == 7);
  const auto with_zero = f01_with({});
  CHECK(with_zero->offset(7) == 7);
  // A day 0 in such a protocol is a contradiction, in each of its lists.
  const auto zero = f01_with({"protocol.has_day_zero = false"});
  REQUIRE_FALSE(zero);
  INFO(printed(zero.reason()));
  CHECK(printed(zero.reason()) == Containing{"this protocol has no day 0"});
}

// 13 days after a day zero with infusions on Day 0 and 7, Day minus 5 of the next cycle is Day 8.
TEST_CASE("protocol: cycles") {
  const auto read = f01_with({"cycle.days = 13", "cycle.most = 2", "cycle.source = registry"});
  INFO((read ? "" : printed(read.reason())));
  REQUIRE(read);
  REQUIRE((*read).cycle.has_value());
  CHECK((*read).cycle->days == 13);
  CHECK((*read).cycle->most == 2);
  CHECK((*read).cycle->source == Containing{"NCT06208280"});
  CHECK_FALSE((*f01_with({})).cycle.has_value());
}

TEST_CASE("protocol: one to four drugs and at least one list of infusions") {
  Changes five;
  for (const char* change : {"drug.2.id = a", "drug.3.id = b", "drug.4.id = c"})
    five.push_back(change);
  static const std::string more = [] {
    std::string all;
    for (const char* drug : {"drug.2", "drug.3", "drug.4"})
      for (const char* rest : {".levels.0 = 1 mg/m2/day", ".levels.1 = 2 mg/m2/day", ".days.0 = -3",
                               ".renal_basis = none", ".source = registry"})
        all += std::string(drug) + rest + "\n";
    return all;
  }();
  for (std::size_t from = 0; from < more.size(); from = more.find('\n', from) + 1)
    five.push_back(std::string_view(more).substr(from, more.find('\n', from) - from));
  const auto read = f01_with(five);
  REQUIRE_FALSE(read);
  INFO(printed(read.reason()));
  CHECK(read.reason().size() == 1);
  CHECK(printed(read.reason()) == Containing{"5 drugs, a protocol has 1 to 4"});
  CHECK_FALSE(f01_with({"drug.1", "drug.0"}));
  CHECK_FALSE(f01_with({"infusion.1", "infusion.0"}));
}

TEST_CASE("protocol: all that is wrong with a file is said at once and with its line") {
  std::string text(built_in("protocols", "f01")->text);
  const auto replace = [&](std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    text.replace(at, from.size(), to);
    return std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 1;
  };
  const auto weight = replace("weight = \"actual\"", "weight = \"actuel\"");
  const auto levels = replace("\"25 mg/m2/day\"", "\"25 mg/m2\"");
  const auto range = replace("\"5e8 cells\"", "\"5e8\"");
  const auto read = read_protocol(*read_toml(text, "my.toml"), "");
  REQUIRE_FALSE(read);
  const std::string all = printed(read.reason());
  INFO(all);
  CHECK(read.reason().size() == 3);
  for (const auto& [line, pointer] :
       {std::pair(weight, "/clearance/weight"), std::pair(levels, "/drug/0/levels"),
        std::pair(range, "/cells/range")}) {
    INFO(pointer);
    CHECK(all == Containing{"my.toml:" + std::to_string(line) + ":"});
    CHECK(all == Containing{pointer});
  }
}

} // namespace
