#include "cli/sheet/dates/cohort.hpp"

#include "cli/sheet/findings.hpp"
#include "cli/words/cell_words.hpp"
#include "cli/words/dates/cohort_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

class CohortPage {
public:
  explicit CohortPage(const CohortAnswer& answer)
      : answer_(answer), rule_(answer.cohort->rule), protocol_(answer.treatment->protocol) {}

  Sheet write() {
    sheet_.add(block::Title{
        fmt::format("nkdose calendar  {} version {}", protocol_.id.text(), protocol_.version),
        answer_.on ? "cohort on " + weekday_date(*answer_.on) : "cohort, in dates only"});
    sheet_.line(who_decides);
    sheet_.line(protocol_.title);
    if (!answer_.on)
      sheet_.line("No day is asked: with --on DATE each window is open or closed, and the table "
                  "speaks.");
    sheet_.add(block::Blank{});
    rules();
    for (std::size_t i = 0; i < answer_.levels->size(); ++i)
      level(i + 1, (*answer_.levels)[i]);
    if (!answer_.findings->empty()) {
      sheet_.heading("FINDINGS, WORST FIRST");
      add_findings(sheet_, *answer_.findings, nullptr, nullptr, false);
    }
    sheet_.heading("SOURCES");
    sheet_.add(block::Sources{});
    return std::move(sheet_);
  }

private:
  template <class Value>
  void rule(std::string_view label, const std::optional<Sourced<Value>>& part,
            const std::string& words) {
    sheet_.row(label, part ? words + sheet_.cite(part->source) : "not stated", Depth::fact);
  }

  void rules() {
    const auto& [design, levels, stagger, window, cohort_size] = rule_;
    rule("Window", window, window ? window_words(window->value) : "");
    rule("Stagger", stagger, stagger ? stagger_words(stagger->value) : "");
    rule("Design", design,
         design ? fmt::format("{}{}", design->value.title, sheet_.cite(design->value.source)) : "");
    if (cohort_size) rule("Cohort", cohort_size, fmt::format("{} patients", cohort_size->value));
    rule("Levels", levels, levels ? std::to_string(levels->value.size()) : "");
  }

  void level(std::size_t number, const LevelStatus& level) {
    sheet_.heading(
        fmt::format("LEVEL {}: {}", number, level_text(level.level, protocol_.cell_name)));
    if (level.patients.empty()) sheet_.line("no patient");
    for (const PatientStatus& one : level.patients)
      sheet_.row(one.patient->id.text(), window_of_patient_words(one), Depth::fact);
    if (level.last_window_end)
      sheet_.row("Windows", "the last ends on " + weekday_date(*level.last_window_end),
                 Depth::fact);
    if (level.next_from) sheet_.row("Next", next_words(level), Depth::fact);
    if (!answer_.on || !rule_.design || level.patients.empty()) return;
    const EscalationDesign& design = rule_.design->value;
    sheet_.row("Table",
               (level.says ? saying(level, design) : silence(level)) + sheet_.cite(design.source),
               Depth::fact);
  }

  const CohortAnswer& answer_;
  const EscalationRule& rule_;
  const Protocol& protocol_;
  Sheet sheet_;
};

} // namespace

Sheet cohort_sheet(const CohortAnswer& answer) {
  return CohortPage(answer).write();
}

} // namespace nkdose
