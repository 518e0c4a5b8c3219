#include "schedule/protocol/escalation_rule_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/protocol/built_in_file.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr int longest_window = 400;
constexpr std::size_t most_levels = 20;

constexpr Field rule_fields[] = {
    {"design", Shape::text, Need::optional, "the decision table, see nkdose list escalation",
     "\"3+3\""},
    {"levels", Shape::list, Need::optional, "every level, ascending, in cells or in cells/kg",
     "[\"5e8 cells\", \"1e9 cells\"]"},
    {"cohort_size", Shape::whole, Need::optional,
     "the table speaks of this many patients, twice as many, ...", "3"},
    {"stagger", Shape::quantity, Need::optional,
     "from the first infusion of a patient to the next patient's at the level", "\"14 d\""},
    {"stagger_applies_to", Shape::choice, Need::optional,
     "first: all wait for the level's first patient; each: for the patient before"},
    {"window", Shape::text, Need::optional,
     "the protocol's event that ends the window for dose-limiting toxicity"},
    {"window_length", Shape::quantity, Need::optional, "that window, where no event has it",
     "\"28 d\""},
    {"window_from", Shape::choice, Need::optional, "first-infusion or last-infusion"},
    {"source", Shape::text, Need::required, "where these come from"},
};
constexpr std::string_view window_anchors[] = {"first-infusion", "last-infusion"};

class RuleReader {
public:
  RuleReader(const Table& table, const Reference* source, Speaker speaker)
      : table_(table), source_(source ? source->printed() : ""),
        is_established_(speaker == Speaker::trial || (source && source->verified)),
        speaker_(speaker) {}

  EscalationRule read(const std::vector<TimedRule>& events) {
    EscalationRule rule;
    if (const auto name = table_.text("design")) rule.design = design(*name);
    rule.levels = levels();
    if (const auto size = table_.whole("cohort_size", 1, largest_cohort))
      rule.cohort_size = sourced(*size);
    rule.stagger = stagger();
    rule.window = table_.has("window") ? event(events) : length();
    return rule;
  }

private:
  template <class Value>
  Sourced<Value> sourced(Value value) const {
    return {std::move(value), source_, is_established_};
  }

  // A table that was not seen in a source is established only where a trial names it.
  std::optional<Sourced<EscalationDesign>> design(const std::string& name) const {
    auto found = find_design(name);
    if (!found) {
      table_.report("design", Fault::unknown_name,
                    fmt::format("no design is called {}", in_quotes(name)),
                    did_you_mean(name, built_in_ids("escalation")));
      return std::nullopt;
    }
    const bool is_known = speaker_ == Speaker::trial || found->is_verified;
    auto result = sourced(std::move(*found));
    result.is_established = is_established_ && is_known;
    return result;
  }

  std::optional<Sourced<std::vector<CellLevel>>> levels() const {
    if (!table_.has("levels")) return std::nullopt;
    std::vector<CellLevel> levels;
    const std::size_t problems = table_.problem_count();
    for (const std::string& text : table_.texts("levels")) {
      const auto level = read_cell_level(text);
      const auto fault = level ? impossible_level(*level) : std::optional(level.reason());
      if (fault) table_.report("levels", *fault);
      if (!fault) levels.push_back(*level);
    }
    if (table_.problem_count() != problems) return std::nullopt;
    for (std::size_t i = 1; i < levels.size(); ++i)
      if (!is_lower(levels[i - 1], levels[i]) || levels[i - 1].index() != levels[i].index()) {
        table_.report("levels", Fault::data,
                      "the levels are not in ascending order, or not all in one unit",
                      "write the lowest first, each once, all in cells or all in cells/kg");
        break;
      }
    if (levels.empty() || levels.size() > most_levels)
      table_.report("levels", Fault::data, fmt::format("{} levels", levels.size()),
                    fmt::format("write 1 to {} levels", most_levels));
    return sourced(std::move(levels));
  }

  std::optional<Sourced<Stagger>> stagger() const {
    const auto days = table_.quantity<int>("stagger", read_days);
    const auto scope = table_.choice("stagger_applies_to", stagger_scope_words);
    if (table_.has("stagger") != table_.has("stagger_applies_to"))
      table_.report("stagger", Fault::missing_key,
                    "a stagger needs both its days and whom the next patient waits for",
                    "write stagger = \"14 d\" and stagger_applies_to = \"first\" or \"each\"");
    if (days && (*days < 1 || *days > longest_stagger))
      table_.report("stagger", Fault::outside_limits,
                    fmt::format("{} d is outside 1 to {} d", *days, longest_stagger),
                    "check the number");
    if (!days || !scope) return std::nullopt;
    return sourced(Stagger{*days, static_cast<StaggerScope>(*scope)});
  }

  // The fact stands once, with the event.
  std::optional<Sourced<TimedRule>> event(const std::vector<TimedRule>& events) const {
    if (table_.has("window_length") || table_.has("window_from"))
      table_.report("window", Fault::contradiction, "the window is named and given too",
                    "write window, or window_length with window_from");
    const auto name = table_.name("window");
    if (!name) return std::nullopt;
    const auto found = find_in(events, *name, &TimedRule::id);
    if (found == events.end()) {
      std::vector<std::string_view> known;
      known.reserve(events.size());
      for (const TimedRule& rule : events)
        known.push_back(rule.id.text());
      table_.report("window", Fault::unknown_name,
                    fmt::format("the protocol has no event {}", in_quotes(name->text())),
                    known.empty() ? "give window_length and window_from"
                                  : did_you_mean(name->text(), known));
      return std::nullopt;
    }
    if (found->kind != EventKind::until ||
        (found->anchor != Anchor::day_zero && found->anchor != Anchor::last_infusion))
      table_.report("window", Fault::contradiction,
                    "a window ends with an event of kind until, from day-zero or last-infusion",
                    "name such an event");
    return Sourced<TimedRule>{*found, found->source, is_established_};
  }

  std::optional<Sourced<TimedRule>> length() const {
    const auto days = table_.quantity<int>("window_length", read_days);
    const auto from = table_.choice("window_from", window_anchors);
    if (table_.has("window_length") != table_.has("window_from"))
      table_.report("window_length", Fault::missing_key,
                    "a window needs both its days and the infusion it counts from",
                    "write window_length = \"28 d\" and window_from = \"first-infusion\" or "
                    "\"last-infusion\"");
    if (days && (*days < 1 || *days > longest_window))
      table_.report("window_length", Fault::outside_limits,
                    fmt::format("{} d is outside 1 to {} d", *days, longest_window),
                    "check the number");
    if (!days || !from) return std::nullopt;
    const Anchor anchor = *from == 0 ? Anchor::day_zero : Anchor::last_infusion;
    return sourced(TimedRule{"window", EventKind::until, anchor, *days, 0, "", source_});
  }

  const Table& table_;
  std::string source_;
  bool is_established_;
  Speaker speaker_;
};

} // namespace

EscalationRule read_escalation(const Table& file, const References& references,
                               const std::vector<TimedRule>& events, Speaker speaker) {
  const auto table = file.table(escalation_field.key, rule_fields);
  if (!table) return {};
  return RuleReader(*table, references.of(*table), speaker).read(events);
}

} // namespace nkdose
