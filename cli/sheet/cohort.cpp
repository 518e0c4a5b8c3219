#include "cli/sheet/cohort.hpp"

#include "cli/case/csv.hpp"
#include "cli/sheet/calendar.hpp"
#include "cli/sheet/plan_faces.hpp"
#include "cli/words/finding_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view who_decides = "The table speaks; the safety review committee decides.";

std::string dated(Day day) {
  return fmt::format("{} {}", weekday_name(day), iso_date(day));
}
std::string iso_or_nothing(const std::optional<Day>& day) {
  return day ? iso_date(*day) : "";
}

// "5 x 10^8 CAR-positive NK cells (500 million)", "1 x 10^6 CAR-positive NK cells/kg".
std::string level_text(const CellLevel& level, std::string_view counted) {
  if (const auto* count = std::get_if<CellCount>(&level)) return cell_text(*count, counted);
  const auto per_kg = std::get<CellsPerKilogram>(level);
  return fmt::format("{} {}/kg", power_of_ten_text(in<CellCount>(per_kg.value())), counted);
}

// The plain number, for programs.
std::string level_number(const CellLevel& level) {
  return std::visit([](auto number) { return plain_count(in<CellCount>(number.value())); }, level);
}
bool is_per_kg(const CellLevel& level) {
  return std::holds_alternative<CellsPerKilogram>(level);
}

std::string window_words(const TimedRule& window) {
  return fmt::format("{} {} from the {} infusion, the last of them inside",
                     window.months != 0 ? window.months : window.days,
                     window.months != 0 ? "calendar months" : "days",
                     window.anchor == Anchor::last_infusion ? "last" : "first");
}

std::string stagger_words(const Stagger& stagger) {
  return fmt::format("{} days from the first infusion of {}", stagger.days,
                     stagger.applies_to == StaggerScope::first ? "the first patient of a level"
                                                               : "the patient before, at a level");
}

std::string counting_words(const PatientStatus& one) {
  const CohortPatient& patient = *one.patient;
  switch (one.counting) {
  case Counting::undated:
    return patient.toxicity_on                        ? "toxicity on " + dated(*patient.toxicity_on)
           : !patient.is_evaluable                    ? "not evaluable: " + patient.reason
           : patient.outcome == ToxicityOutcome::none ? "no toxicity stated"
                                                      : "no outcome stated";
  case Counting::to_come:
    return "to come, not counted";
  case Counting::not_evaluable:
    return "not evaluable: " + patient.reason;
  case Counting::open:
    return "window open";
  case Counting::unstated:
    return "window closed, NO OUTCOME STATED";
  case Counting::no_toxicity:
    return "window closed, no toxicity";
  case Counting::toxicity:
    return "TOXICITY on " + dated(*patient.toxicity_on);
  }
  return "";
}

// "escalate to the next level", with the counts that it follows from.
std::string saying(const LevelStatus& level, const EscalationDesign& design) {
  const std::string counts =
      fmt::format("{} of {} seen with a toxicity", level.toxicities, level.seen);
  const std::string_view no_other =
      level.says->action == EscalationAction::escalate && level.is_highest
          ? "; no higher level is stated"
      : level.says->action == EscalationAction::de_escalate && level.is_lowest
          ? "; no lower level is stated"
          : "";
  if (!level.says->early)
    return fmt::format("{}: {}{}", counts, design.words_of(level.says->action), no_other);
  return fmt::format("{}, and whatever becomes of the others up to {} patients, at least: {}",
                     counts, level.full_at, design.words_of(level.says->action));
}

// Why the table says nothing yet; empty where it speaks, or where nobody can ask it.
std::string silence(const LevelStatus& level) {
  if (level.says) return "";
  if (level.is_stopped_below) return "the table has stopped a level below: nobody here";
  if (level.full_at == 0) return fmt::format("the table ends before {} patients", level.treated);
  if (level.treated < level.full_at)
    return fmt::format("the table speaks of {} patients, {} {} so far", level.full_at,
                       level.treated, level.treated == 1 ? "was treated" : "were treated");
  return "the table speaks when every window has closed and every outcome is stated";
}

class CohortText {
public:
  explicit CohortText(const CohortAnswer& answer)
      : answer_(answer), rule_(answer.cohort->rule), protocol_(answer.treatment->protocol) {}

  std::string write() {
    sheet_.ends(
        fmt::format("nkdose calendar  {} version {}", protocol_.id.text(), protocol_.version),
        answer_.on ? "cohort on " + dated(*answer_.on) : "cohort, in dates only");
    sheet_.rule();
    sheet_.line(who_decides);
    sheet_.line(protocol_.title);
    if (!answer_.on)
      sheet_.line("No day is asked: with --on DATE each window is open or closed, and the table "
                  "speaks.");
    sheet_.blank();
    rules();
    for (std::size_t i = 0; i < answer_.levels->size(); ++i)
      level(i + 1, (*answer_.levels)[i]);
    if (!answer_.findings->empty()) {
      sheet_.heading("FINDINGS, WORST FIRST");
      write_findings(sheet_, *answer_.findings, nullptr, nullptr, false);
    }
    sheet_.heading("SOURCES");
    sheet_.sources();
    return std::move(sheet_).finish();
  }

private:
  template <class Value>
  void rule(std::string_view label, const std::optional<Sourced<Value>>& part,
            const std::string& words) {
    sheet_.labelled(label, part ? words + sheet_.cite(part->source) : "not stated", 2, 14);
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
      sheet_.labelled(one.patient->id.text(),
                      fmt::format("infused {}; window to {}; {}",
                                  dated(one.patient->first_infusion), dated(one.window_end),
                                  counting_words(one)),
                      2, 14);
    if (level.last_window_end)
      sheet_.labelled("Windows", "the last ends on " + dated(*level.last_window_end), 2, 14);
    if (level.next_from)
      sheet_.labelled("Next",
                      fmt::format("another patient here not before {}{}", dated(*level.next_from),
                                  !level.is_full() ? ", by the stagger"
                                  : level.says     ? ""
                                                   : ", and only if the table then says so"),
                      2, 14);
    if (!answer_.on || !rule_.design || level.patients.empty()) return;
    const EscalationDesign& design = rule_.design->value;
    sheet_.labelled(
        "Table", (level.says ? saying(level, design) : silence(level)) + sheet_.cite(design.source),
        2, 14);
  }

  const CohortAnswer& answer_;
  const EscalationRule& rule_;
  const Protocol& protocol_;
  TextSheet sheet_;
};

class CohortJson {
public:
  explicit CohortJson(const CohortAnswer& answer)
      : answer_(answer), rule_(answer.cohort->rule), protocol_(answer.treatment->protocol) {}

  std::string write() {
    json_.open_object();
    json_.key("schema").text("nkdose/cohort/1");
    json_.key("nkdose").text(program_version());
    json_.key("protocol").open_object(true);
    json_.key("id").text(protocol_.id.text()).key("version").number(protocol_.version);
    json_.key("title").text(protocol_.title).key("sha256").text(protocol_.sha256).close_object();
    json_.key("cohort_sha256").text(answer_.sha256);
    day("on", answer_.on);
    json_.key("decides").text("the safety review committee");
    rules();
    json_.key("levels").open_list();
    for (const LevelStatus& one : *answer_.levels)
      level(one);
    json_.close_list();
    write_findings(json_, *answer_.findings, nullptr, nullptr, false);
    json_.close_object();
    return std::move(json_).finish();
  }

private:
  void day(std::string_view key, const std::optional<Day>& day) {
    json_.key(key).text_or_null(iso_or_nothing(day));
  }
  void count(std::string_view key, int count) {
    json_.key(key);
    if (answer_.on)
      json_.number(count);
    else
      json_.null();
  }

  // Opens the object of a part of the rule, or writes null.
  template <class Part>
  bool opened(std::string_view key, const std::optional<Part>& part) {
    json_.key(key);
    if (part)
      json_.open_object(true);
    else
      json_.null();
    return part.has_value();
  }

  void rules() {
    const auto& [design, levels, stagger, window, cohort_size] = rule_;
    json_.key("escalation").open_object();
    if (opened("design", design)) {
      json_.key("id").text(design->value.id.text()).key("sha256").text(design->value.sha256);
      json_.key("table_source").text(design->value.source);
      json_.key("source").text(design->source).close_object();
    }
    if (opened("cohort_size", cohort_size))
      json_.key("patients")
          .number(cohort_size->value)
          .key("source")
          .text(cohort_size->source)
          .close_object();
    if (opened("stagger", stagger)) {
      json_.key("days").number(stagger->value.days);
      json_.key("applies_to").text(to_text(stagger->value.applies_to));
      json_.key("source").text(stagger->source).close_object();
    }
    if (opened("window", window)) {
      json_.key("id").text(window->value.id.text());
      json_.key("days").number(window->value.days).key("months").number(window->value.months);
      json_.key("from").text(window->value.anchor == Anchor::last_infusion ? "last-infusion"
                                                                           : "first-infusion");
      json_.key("source").text(window->source).close_object();
    }
    if (opened("levels", levels)) {
      json_.key(is_per_kg(levels->value.front()) ? "cells_per_kg" : "cells").open_list(true);
      for (const CellLevel& one : levels->value)
        json_.raw(level_number(one));
      json_.close_list().key("source").text(levels->source).close_object();
    }
    json_.close_object();
  }

  void level(const LevelStatus& level) {
    json_.open_object();
    json_.key("level_cells").raw(is_per_kg(level.level) ? "null" : level_number(level.level));
    json_.key("level_cells_per_kg")
        .raw(is_per_kg(level.level) ? level_number(level.level) : "null");
    json_.key("patients").open_list();
    for (const PatientStatus& one : level.patients)
      patient(one);
    json_.close_list();
    count("treated", level.treated);
    count("seen", level.seen);
    count("dlt", level.toxicities);
    day("last_window_end", level.last_window_end);
    day("next_from", level.next_from);
    if (opened("table_says", level.says)) {
      json_.key("action").text(to_text(level.says->action));
      json_.key("early").raw(level.says->early ? "true" : "false");
      json_.key("text").text(rule_.design->value.words_of(level.says->action)).close_object();
    }
    json_.key("stopped_below").raw(level.is_stopped_below ? "true" : "false");
    json_.close_object();
  }

  void patient(const PatientStatus& one) {
    const CohortPatient& patient = *one.patient;
    json_.open_object(true).key("id").text(patient.id.text());
    json_.key("first_infusion").text(iso_date(patient.first_infusion));
    day("last_infusion", patient.last_infusion);
    json_.key("window_end").text(iso_date(one.window_end));
    json_.key("dlt").text(outcome_words[static_cast<std::size_t>(patient.outcome)]);
    day("dlt_on", patient.toxicity_on);
    json_.key("evaluable").raw(patient.is_evaluable ? "true" : "false");
    json_.key("reason").text_or_null(patient.reason);
    json_.key("counts").text(to_text(one.counting)).close_object();
  }

  const CohortAnswer& answer_;
  const EscalationRule& rule_;
  const Protocol& protocol_;
  JsonWriter json_;
};

} // namespace

std::string cohort_text(const CohortAnswer& answer) {
  return CohortText(answer).write();
}

std::string cohort_json(const CohortAnswer& answer) {
  return CohortJson(answer).write();
}

std::string cohort_csv(const CohortAnswer& answer) {
  std::string csv = "level,unit,id,first_infusion,window_end,counts,level_treated,level_seen,"
                    "level_dlt,level_last_window_end,next_from,table_says\n";
  const auto count = [&](int number) { return answer.on ? std::to_string(number) : ""; };
  for (const LevelStatus& level : *answer.levels)
    for (const PatientStatus& one : level.patients)
      csv += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", level_number(level.level),
                         is_per_kg(level.level) ? "cells/kg" : "cells",
                         csv_cell(one.patient->id.text()), iso_date(one.patient->first_infusion),
                         iso_date(one.window_end), to_text(one.counting), count(level.treated),
                         count(level.seen), count(level.toxicities),
                         iso_or_nothing(level.last_window_end), iso_or_nothing(level.next_from),
                         level.says ? to_text(level.says->action) : "");
  return csv;
}

} // namespace nkdose
