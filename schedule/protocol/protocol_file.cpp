#include "schedule/protocol/protocol_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/table.hpp"
#include "schedule/protocol/cell_limits_file.hpp"
#include "schedule/protocol/escalation_rule_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr Field file_fields[] = {
    {"protocol", Shape::table, Need::required, "the protocol"},
    {"limits", Shape::table, Need::optional, "the limits on age and clearance"},
    {"clearance", Shape::table, Need::required, "how the clearance is made"},
    {"drug", Shape::tables, Need::required, "the lymphodepletion, a table a drug"},
    {"cells", Shape::table, Need::required, "the cell product and its range"},
    cell_limit_field,
    {"infusion", Shape::tables, Need::required, "the allowed lists of infusion days"},
    {"gap", Shape::table, Need::optional, "window between the last drug day and the infusion"},
    {"cycle", Shape::table, Need::optional, "how the whole treatment is repeated"},
    {"event", Shape::tables, Need::optional, "what is timed from an anchor"},
    escalation_field,
    {"assumption", Shape::tables, Need::optional, "where the record is silent or ambiguous"},
    {"prompt", Shape::tables, Need::optional, "lines that a person fills in"},
    {"source", Shape::tables, Need::required, "the sources that `source` keys name"},
};
constexpr Field protocol_fields[] = {
    {"id", Shape::text, Need::required, "the name that a case's [order] protocol gives"},
    {"version", Shape::whole, Need::required, "grows with every change of the file"},
    {"title", Shape::text, Need::required, "the title with its registry number"},
    {"has_day_zero", Shape::flag, Need::required, "whether a day 0 exists between -1 and 1"},
    {"formula", Shape::text, Need::required, "body surface area formula", "\"mosteller\""},
    {"bsa_cap", Shape::quantity, Need::optional, "largest area doses are planned for", "\"2 m2\""},
    {"source", Shape::text, Need::required, "where the protocol comes from"},
};
constexpr Field limit_fields[] = {
    {"age", Shape::list, Need::optional, "youngest and oldest", "[\"18 y\", \"65 y\"]"},
    {"lowest_clearance", Shape::quantity, Need::optional, "\"50 mL/min\""},
    {"source", Shape::text, Need::required, "where the limits come from"},
};
constexpr Field clearance_fields[] = {
    {"formula", Shape::choice, Need::required, "\"cockcroft-gault\""},
    {"weight", Shape::choice, Need::required, "actual, ideal or adjusted"},
    {"source", Shape::text, Need::required, "where this comes from"},
};
constexpr Field drug_fields[] = {
    {"id", Shape::text, Need::required, "the drug file's id"},
    {"levels", Shape::list, Need::required, "[\"25 mg/m2/day\", \"30 mg/m2/day\"]"},
    {"days", Shape::list, Need::optional, "day numbers, one daily dose each", "[-5, -4, -3]"},
    {"days_from_last", Shape::list, Need::optional,
     "where the case chooses the gap: from the last lymphodepletion day", "[-2, -1, 0]"},
    {"renal_basis", Shape::choice, Need::required, "fraction, absolute or none"},
    {"source", Shape::text, Need::required, "where levels and days come from"},
};
constexpr Field cell_fields[] = {
    {"product", Shape::text, Need::required, "the product's name"},
    {"counted", Shape::text, Need::required, "what is counted", "\"CAR-positive NK cells\""},
    {"range", Shape::list, Need::optional, "lowest and highest",
     "[\"5e8 cells\", \"3e9 cells\"], or in cells/kg"},
    {"cap", Shape::quantity, Need::optional, "the most that a patient gets, in a range per kg",
     "\"2e8 cells\""},
    {"tier", Shape::tables, Need::optional, "ranges by body weight, instead of one range"},
    {"window", Shape::quantity, Need::optional, "how far bags may be from the assigned level",
     "\"20 %\""},
    {"giving", Shape::choice, Need::optional, "whole-bags (default) or exact-volume"},
    {"per", Shape::choice, Need::optional,
     "infusion, or unknown (default): the range could also be one of the whole course"},
    {"source", Shape::text, Need::required, "where the range comes from"},
};
constexpr Field tier_fields[] = {
    {"up_to", Shape::quantity, Need::optional, "highest weight, itself in the tier", "\"50 kg\""},
    {"range", Shape::list, Need::required, "lowest and highest, in cells or cells/kg"},
    {"cap", Shape::quantity, Need::optional, "the most that a patient gets", "\"2e8 cells\""},
};
constexpr Field infusion_fields[] = {
    {"days", Shape::list, Need::required, "day numbers", "[0]"},
    {"source", Shape::text, Need::required, "where the list comes from"},
};
constexpr Field gap_fields[] = {
    {"days", Shape::list, Need::optional, "shortest and longest gap in days", "[2, 7]"},
    {"chosen", Shape::flag, Need::optional,
     "true: the record gives no days, and the case chooses the gap"},
    {"source", Shape::text, Need::required, "where the window comes from"},
};
constexpr Field cycle_fields[] = {
    {"days", Shape::whole, Need::required, "from one day zero to the next", "168"},
    {"most", Shape::whole, Need::required, "the most cycles, 2 to 12", "2"},
    {"source", Shape::text, Need::required, "where this comes from"},
};
constexpr Field event_fields[] = {
    {"id", Shape::text, Need::required, "the name of the event"},
    {"kind", Shape::choice, Need::required, "last-permitted, reached-by, check, visit or until"},
    {"anchor", Shape::choice, Need::required,
     "screening, blood-count, first-drug-day, day-zero, each-infusion or last-infusion"},
    {"days", Shape::whole, Need::optional, "days from the anchor, negative before it"},
    {"months", Shape::whole, Need::optional, "calendar months from the anchor, instead of days"},
    {"window", Shape::list, Need::optional, "days before and after, for a visit", "[-3, 3]"},
    {"text", Shape::text, Need::required, "what is to be done, or must have stopped"},
    {"source", Shape::text, Need::required, "where it comes from"},
};
constexpr Field assumption_fields[] = {
    {"id", Shape::text, Need::required, "the name of the assumption"},
    {"text", Shape::text, Need::required, "what is assumed, and why it has to be"},
    {"source", Shape::text, Need::required, "what supports it"},
};
constexpr Field prompt_fields[] = {
    {"text", Shape::text, Need::required, "the question"},
    {"source", Shape::text, Need::required, "where it comes from"},
};

constexpr Decimal most_cells = 100'000'000_d; // millions
constexpr std::string_view bases[] = {"fraction", "absolute", "none"};
constexpr std::string_view weights[] = {"actual", "ideal", "adjusted"};
constexpr std::string_view clearance_formulas[] = {"cockcroft-gault"};
constexpr std::string_view anchors[] = {"screening", "blood-count",   "first-drug-day",
                                        "day-zero",  "each-infusion", "last-infusion"};
constexpr std::string_view range_readings[] = {"infusion", "unknown"};
constexpr std::string_view givings[] = {"whole-bags", "exact-volume"};
constexpr std::string_view kinds_of_tables[] = {"drug", "rest", "infusion", "next-cycle"};

// The words stand in the order of their enumerators.
static_assert(bases[static_cast<std::size_t>(RenalBasis::none)] == "none");
static_assert(weights[static_cast<std::size_t>(WeightBasis::adjusted)] == "adjusted");
static_assert(anchors[static_cast<std::size_t>(Anchor::last_infusion)] == "last-infusion");
static_assert(givings[static_cast<std::size_t>(Giving::exact_volume)] == "exact-volume");

// Reads the parts of one protocol file; every number's source is printed beside it later.
class ProtocolReader {
public:
  ProtocolReader(const Document& document, FileProblems& reader)
      : file_(document.root, file_fields, "", reader),
        references_(file_.tables("source", References::fields)) {}

  Protocol read() {
    if (const auto table = file_.table("protocol", protocol_fields)) identity(*table);
    if (const auto table = file_.table("limits", limit_fields)) limits(*table);
    if (const auto table = file_.table("clearance", clearance_fields)) clearance(*table);
    if (const auto table = file_.table("gap", gap_fields)) gap(*table); // before the drugs' days
    for (const Table& table : file_.tables("drug", drug_fields))
      drug(table);
    if (protocol_.gap_is_chosen && !protocol_.drugs.empty() && protocol_.last_drug_day() != 0)
      file_.report("drug", Fault::data, "no drug has the last lymphodepletion day, 0",
                   "count days_from_last from the last day on which any drug is given");
    if (file_.has("drug") && (protocol_.drugs.empty() || protocol_.drugs.size() > most_drugs))
      file_.report(
          "drug", Fault::data,
          fmt::format("{} drugs, a protocol has 1 to {}", protocol_.drugs.size(), most_drugs),
          "check the [[drug]] tables");
    protocol_.cell_limits = read_cell_limits(file_, references_, false);
    if (const auto table = file_.table("cells", cell_fields)) cells(*table);
    gap_holds_the_plan();
    for (const Table& table : file_.tables("infusion", infusion_fields))
      infusion(table);
    if (file_.has("infusion") && protocol_.infusions.empty())
      file_.report("infusion", Fault::data, "no list of infusion days", "add one [[infusion]]");
    if (const auto table = file_.table("cycle", cycle_fields)) cycle(*table); // after the days
    for (const Table& table : file_.tables("event", event_fields))
      event(table);
    protocol_.escalation = read_escalation(file_, references_, protocol_.events, Speaker::protocol);
    escalation_fits();
    for (const Table& table : file_.tables("assumption", assumption_fields)) {
      must_be_new(table, protocol_.assumptions, &Assumption::id);
      protocol_.assumptions.push_back(
          {name(table), table.text("text").value_or(""), source(table)});
    }
    for (const Table& table : file_.tables("prompt", prompt_fields))
      protocol_.prompts.push_back({table.text("text").value_or(""), source(table)});
    return std::move(protocol_);
  }

private:
  std::string source(const Table& table) const {
    const Reference* reference = references_.of(table);
    return reference ? reference->printed() : "";
  }
  static Name name(const Table& table) { return table.name("id").value_or(Name()); }

  // An id is what acknowledgements and calendar files tell things apart by.
  template <class List, class Id>
  static void must_be_new(const Table& table, const List& list, Id id) {
    const Value* found = table.value("id");
    if (found && holds(list, Name(std::string_view(found->literal).substr(0, Name::limit)), id))
      table.report("id", Fault::contradiction, "the id stands twice", "rename one of the two");
  }

  void identity(const Table& table) {
    protocol_.id = name(table);
    protocol_.version = table.whole("version", 1, 9999).value_or(1);
    protocol_.title = table.text("title").value_or("");
    protocol_.source = source(table);
    protocol_.has_day_zero = table.flag("has_day_zero").value_or(true);
    protocol_.surface_cap = table.quantity<BodySurface>("bsa_cap", read_surface);
    if (const auto& cap = protocol_.surface_cap; cap && (cap->value() < 1_d || cap->value() > 3_d))
      table.report("bsa_cap", Fault::outside_limits, "a cap lies between 1 and 3 m2",
                   "check the number");
    if (const auto id = table.text("formula")) {
      protocol_.formula = find_surface_formula(*id);
      if (!protocol_.formula || protocol_.formula->use != Use::dosing)
        table.report("formula", Fault::unknown_name, "not a formula for dosing",
                     "see nkdose list formulas");
    }
  }

  void limits(const Table& table) {
    if (const auto ages = table.range<int>("age", read_years)) {
      protocol_.youngest = ages->first;
      protocol_.oldest = ages->second;
    }
    if (const auto lowest = table.quantity<Flow>("lowest_clearance", read_clearance))
      protocol_.lowest_clearance = CreatinineClearance(*lowest);
    source(table);
  }

  void clearance(const Table& table) {
    table.choice("formula", clearance_formulas);
    if (const auto weight = table.choice("weight", weights))
      protocol_.clearance_weight = static_cast<WeightBasis>(*weight);
    source(table);
  }

  // Ascending and without repetition.
  std::vector<int> day_list(const Table& table, std::string_view key,
                            std::optional<int> first = std::nullopt) const {
    std::vector<int> days = table.wholes(key, -farthest_day, farthest_day);
    if (!table.has(key)) return days;
    if (days.empty() || days.size() > 14)
      table.report(key, Fault::data, "1 to 14 days are needed", "write such as [-5, -4, -3]");
    if (std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) != days.end())
      table.report(key, Fault::data, "the days are not in ascending order, each once",
                   "sort them and remove repetitions");
    if (!protocol_.has_day_zero && key == "days" && holds(days, 0))
      table.report(key, Fault::contradiction, "this protocol has no day 0",
                   "count from day -1 to day 1");
    if (first && !days.empty() && days.front() != *first)
      table.report(key, Fault::data, fmt::format("the first infusion is day {}", *first),
                   "number the days from the first infusion");
    return days;
  }

  void drug(const Table& table) {
    const std::string_view key = protocol_.gap_is_chosen ? "days_from_last" : "days";
    const std::string_view other = protocol_.gap_is_chosen ? "days" : "days_from_last";
    if (!table.has(key) || table.has(other))
      table.report("", Fault::contradiction,
                   fmt::format("a drug of this protocol has {}, and not {}", key, other),
                   "see [gap] chosen");
    ProtocolDrug drug{
        .id = name(table), .levels = {}, .days = day_list(table, key), .source = source(table)};
    if (const auto levels = table.range<DoseLevel>("levels", read_level)) {
      drug.levels = {levels->first, levels->second};
      if (drug.levels.low.value() <= 0_d || drug.levels.high.value() > 100'000_d)
        table.report("levels", Fault::outside_limits,
                     "a level is above 0 and at most 100,000 mg/m2/day", "check the number");
    }
    if (const auto basis = table.choice("renal_basis", bases))
      drug.renal_basis = static_cast<RenalBasis>(*basis);
    if (!drug.days.empty() && drug.days.back() > (protocol_.gap_is_chosen ? 0 : -1))
      table.report(key, Fault::data, "lymphodepletion comes before the infusion",
                   "write negative day numbers");
    if (drug.days.empty()) drug.days.push_back(-1); // already reported
    if (holds(protocol_.drugs, drug.id, &ProtocolDrug::id))
      table.report("id", Fault::contradiction, "the drug stands twice", "join the two tables");
    protocol_.drugs.push_back(std::move(drug));
  }

  void cells(const Table& table) {
    protocol_.product = table.text("product", 60).value_or("");
    protocol_.cell_name = table.text("counted", 60).value_or("");
    protocol_.cell_source = source(table);
    if (table.has("range") == table.has("tier"))
      table.report("", Fault::contradiction, "the cells have either one range or tiers by weight",
                   "write range, or [[cells.tier]] tables");
    if (table.has("tier") && table.has("cap"))
      table.report("cap", Fault::contradiction, "a cap belongs to the tier that it holds for",
                   "write it in [[cells.tier]]");
    if (table.has("range")) protocol_.cell_tiers.push_back(tier(table));
    for (const Table& one : table.tables("tier", tier_fields))
      weight_tier(one);
    if (table.has("tier") &&
        (protocol_.cell_tiers.empty() || protocol_.cell_tiers.size() > most_tiers ||
         protocol_.cell_tiers.back().up_to))
      table.report("tier", Fault::data, "1 to 4 tiers are needed, the last without an up_to",
                   "check the [[cells.tier]] tables");
    if (const auto window = table.quantity<Decimal>("window", read_percent)) {
      if (*window <= 0_d || *window >= 100_d)
        table.report("window", Fault::outside_limits, "a window lies between 0 and 100 %",
                     "check the number");
      auto& limit = protocol_.cell_limits.limits.window;
      if (limit)
        table.report("window", Fault::contradiction, "the window stands in a [[cell_limit]] too",
                     "keep one");
      limit = DeliveryWindow{*window, *window};
    }
    if (const auto per = table.choice("per", range_readings))
      protocol_.range_is_per_infusion = range_readings[*per] == "infusion";
    if (const auto giving = table.choice("giving", givings))
      protocol_.giving = static_cast<Giving>(*giving);
  }

  // A range in cells, or in cells/kg with or without a cap.
  CellTier tier(const Table& table) const {
    const auto cap = table.quantity<CellCount>("cap", read_cells);
    const std::vector<std::string> ends = table.texts("range");
    const bool per_kg = !ends.empty() && ends[0].ends_with("/kg");
    if (!per_kg && table.has("cap"))
      table.report("cap", Fault::contradiction, "a range in cells needs no cap",
                   "remove it, or give the range in cells/kg");
    if (cap && (cap->value() <= 0_d || cap->value() > most_cells))
      table.report("cap", Fault::outside_limits, "more than 1e14 cells, or none",
                   "check the exponent");
    const auto check = [&](Decimal low, Decimal high, Decimal most) {
      if (low <= 0_d || high > most)
        table.report("range", Fault::outside_limits,
                     "a range begins above 0 and ends at most at 1e14 cells, or 1e11 cells/kg",
                     "check the exponent");
      else if (high / 1'000'000_d > low)
        table.report("range", Fault::outside_limits,
                     "a range ends at more than a million times its beginning",
                     "check the exponents");
    };
    if (per_kg) {
      const auto range = table.range<CellsPerKilogram>("range", read_cells_per_kg);
      if (!range) return {};
      check(range->first.value(), range->second.value(), most_cells / 1000_d);
      return {PerKilogramRange{range->first, range->second, cap}};
    }
    const auto range = table.range<CellCount>("range", read_cells);
    if (!range) return {};
    check(range->first.value(), range->second.value(), most_cells);
    return {FlatRange{range->first, range->second}};
  }

  void weight_tier(const Table& table) {
    CellTier result = tier(table);
    result.up_to = table.quantity<ActualWeight>("up_to", read_weight);
    if (!protocol_.cell_tiers.empty()) {
      const auto& before = protocol_.cell_tiers.back().up_to;
      if (!before || (result.up_to && *result.up_to <= *before))
        table.report("up_to", Fault::data, "the tiers are not in ascending order",
                     "write the lightest patients first, and the last tier without up_to");
    }
    protocol_.cell_tiers.push_back(result);
  }

  void gap(const Table& table) {
    const std::vector<int> days = table.wholes("days", 0, 60);
    source(table);
    protocol_.gap_is_chosen = table.flag("chosen").value_or(false);
    if (!table.has("days") && protocol_.gap_is_chosen) return; // any gap
    if (days.size() == 2 && days[0] <= days[1])
      protocol_.gap_window_days = {days[0], days[1]};
    else
      table.report("days", Fault::data, "a window has a shortest and a longest gap",
                   "write such as [2, 7]");
  }

  // Where the record gives days as well as a window, its own days must lie in it.
  void gap_holds_the_plan() {
    const auto& window = protocol_.gap_window_days;
    if (!window || protocol_.gap_is_chosen || file_.problem_count() > 0) return;
    const int planned = -protocol_.offset(protocol_.last_drug_day());
    if (planned < window->first || planned > window->second)
      file_.report("gap", Fault::contradiction,
                   fmt::format("the drugs' own days leave a gap of {} days, outside {} to {}",
                               planned, window->first, window->second),
                   "check the window and the days");
  }

  void infusion(const Table& table) {
    InfusionList list{.days = day_list(table, "days", protocol_.has_day_zero ? 0 : 1),
                      .source = source(table)};
    if (holds(protocol_.infusions, list.days, &InfusionList::days))
      table.report("days", Fault::contradiction, "the list of infusion days stands twice",
                   "remove one of the two");
    protocol_.infusions.push_back(std::move(list));
  }

  void cycle(const Table& table) {
    const auto days = table.whole("days", 1, farthest_day);
    const auto most = table.whole("most", 2, 12);
    const std::string from = source(table);
    if (!days || !most) return;
    for (const InfusionList& list : protocol_.infusions)
      if (!list.days.empty() && !protocol_.drugs.empty() &&
          *days + protocol_.first_drug_day() <= protocol_.offset(list.days.back())) {
        table.report("days", Fault::contradiction,
                     fmt::format("the next cycle's lymphodepletion would not be after day {}, the "
                                 "last infusion",
                                 list.days.back()),
                     "count from one day zero to the next");
        break;
      }
    protocol_.cycle = CycleRule{*days, *most, from};
  }

  static std::optional<std::pair<int, int>> window(const Table& table, std::string_view kind) {
    if (!table.has("window")) return std::nullopt;
    const std::vector<int> days = table.wholes("window", -60, 60);
    if (kind != "visit")
      table.report("window", Fault::contradiction, "only a visit has a window", "remove it");
    if (days.size() == 2 && days[0] <= 0 && days[1] >= 0) return std::pair(days[0], days[1]);
    table.report("window", Fault::data, "a window begins on or before its day and ends on or after",
                 "write such as [-3, 3]");
    return std::nullopt;
  }

  void event(const Table& table) {
    const auto kind = table.choice("kind", event_kind_words);
    const auto anchor = table.choice("anchor", anchors);
    const auto days = table.whole("days", -farthest_day, farthest_day);
    const auto months = table.whole("months", -24, 240);
    if (table.has("days") == table.has("months"))
      table.report("", Fault::contradiction, "an event has either days or months",
                   "write one of the two");
    if (kind && holds(kinds_of_tables, event_kind_words[*kind]))
      table.report("kind", Fault::data,
                   "drugs, rest, infusions and cycles follow from their own tables",
                   "write last-permitted, reached-by, check, visit or until");
    must_be_new(table, protocol_.events, &TimedRule::id);
    const int distance = days && months ? 0 : days.value_or(0) + months.value_or(0);
    const auto is = [&](EventKind one) { return kind && static_cast<EventKind>(*kind) == one; };
    if ((is(EventKind::last_permitted) || is(EventKind::reached_by)) && distance > 0)
      table.report("kind", Fault::contradiction, "its date would come after its anchor",
                   "write negative days or months");
    if (is(EventKind::until) && distance < 0)
      table.report("kind", Fault::contradiction, "it would end before its anchor",
                   "write positive days or months");
    if (kind && anchor)
      protocol_.events.push_back({name(table), static_cast<EventKind>(*kind),
                                  static_cast<Anchor>(*anchor), days.value_or(0),
                                  months.value_or(0), table.text("text").value_or(""),
                                  source(table), window(table, event_kind_words[*kind])});
  }

  void escalation_fits() {
    if (const auto fault = size_misfit(protocol_.escalation))
      file_.report(escalation_field.key, *fault);
    const auto& levels = protocol_.escalation.levels;
    if (levels && any_of(levels->value, [&](const CellLevel& level) {
          return !is_within(protocol_.cell_tiers, level);
        }))
      file_.report(escalation_field.key, Fault::contradiction,
                   "a level is outside the range of [cells]", "check the levels and the range");
  }

  Table file_;
  References references_;
  Protocol protocol_;
};

} // namespace

Checked<Protocol, Problems> read_protocol(const Document& document, std::string sha256) {
  FileProblems reader{document.name, {}};
  Protocol protocol = ProtocolReader(document, reader).read();
  if (!reader.problems.empty()) return std::move(reader.problems);
  protocol.sha256 = std::move(sha256);
  return protocol;
}

} // namespace nkdose
