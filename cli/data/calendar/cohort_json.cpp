#include "cli/data/calendar/cohort_json.hpp"

#include "cli/data/findings_json.hpp"
#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/cell_words.hpp"

namespace nkdose {
namespace {

class CohortJson {
public:
  explicit CohortJson(const CohortAnswer& answer)
      : answer_(answer), rule_(answer.cohort->rule), protocol_(answer.treatment->protocol) {}

  std::string write() {
    json_.open_object();
    json_.key("schema").text("nkdose/cohort/1");
    json_.key("nkdose").text(program_version());
    write_protocol(json_, protocol_);
    json_.key("cohort_sha256").text(answer_.cohort->sha256);
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
    json_.key(key).text_or_null(day ? iso_date(*day) : "");
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
        json_.raw(plain_level(one));
      json_.close_list().key("source").text(levels->source).close_object();
    }
    json_.close_object();
  }

  void level(const LevelStatus& level) {
    json_.open_object();
    json_.key("level_cells").raw(is_per_kg(level.level) ? "null" : plain_level(level.level));
    json_.key("level_cells_per_kg").raw(is_per_kg(level.level) ? plain_level(level.level) : "null");
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
    json_.key("stopped_above").raw(level.is_stopped_above ? "true" : "false");
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

std::string cohort_json(const CohortAnswer& answer) {
  return CohortJson(answer).write();
}

} // namespace nkdose
