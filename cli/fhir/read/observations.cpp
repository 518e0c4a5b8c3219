#include "cli/fhir/read/observations.hpp"

#include "cli/fhir/read/quantity.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view counting_statuses[] = {"final", "amended", "corrected"};
constexpr std::string_view passed_over_statuses[] = {"registered", "preliminary", "cancelled",
                                                     "entered-in-error"};

UnitKind unit_kind(Observable what) {
  switch (what) {
  case Observable::height:
    return UnitKind::height;
  case Observable::weight:
    return UnitKind::weight;
  case Observable::creatinine:
    return UnitKind::creatinine;
  case Observable::age:
    return UnitKind::age;
  case Observable::surface:
  case Observable::clearance:
    break; // our own results: never read
  }
  return UnitKind::height;
}

bool is_of(const FhirElement& observation, Observable what) {
  const auto& codes = term_of(what).codes;
  return any_of(observation["code"]["coding"].items(), [&](const FhirElement& coding) {
    return coding["system"].text() == loinc_system && !coding["code"].text().empty() &&
           find_in(codes, coding["code"].text(), &ObservableTerm::Loinc::code) != codes.end();
  });
}

// The same thing under a code that is not read, or without one.
bool is_alike(const FhirElement& observation, Observable what) {
  const ObservableTerm& term = term_of(what);
  const std::vector<FhirElement> codings = observation["code"]["coding"].items();
  if (is_of(observation, what)) return false;
  const auto is_code_alike = [&](const FhirElement& coding) {
    const std::string_view code = coding["code"].text();
    return !code.empty() &&
           (holds(term.alike, code) || holds(term.codes, code, &ObservableTerm::Loinc::code));
  };
  const std::string text = lower_case(observation["code"]["text"].text());
  return any_of(codings, is_code_alike) || (!any_of(codings, [](const FhirElement& one) {
           return one["system"].text() == loinc_system;
         }) && (text == term.title || text == fmt::format("body {}", term.title)));
}

// The LOINC codes of a creatinine say whether it is in moles.
bool has_unit_of_another_code(const FhirElement& observation, std::string_view text) {
  const bool is_molar = text.find("mol") != text.npos;
  return any_of(observation["code"]["coding"].items(), [&](const FhirElement& coding) {
    return coding["code"].text() == (is_molar ? "2160-0" : "14682-9");
  });
}

std::string loinc_codes(const ObservableTerm& term) {
  std::string text = "LOINC";
  for (const auto& [code, display] : term.codes)
    if (!code.empty()) text += fmt::format("{} {}", text == "LOINC" ? "" : " or", code);
  return text;
}

struct Candidate {
  FhirElement observation;
  std::optional<Moment> moment; ///< none: it says that the day is not known
};

// 1: the first is newer; -1: the second is; 0: nobody can tell.
int newer(const Candidate& first, const Candidate& second) {
  if (!first.moment || !second.moment) return 0;
  return newer(*first.moment, *second.moment);
}

class Chooser {
public:
  Chooser(const FhirResources& resources, const FhirElement& patient, Observable what,
          std::optional<Day> today, FhirProblems& problems)
      : resources_(resources), patient_(patient), what_(what), today_(today), problems_(problems) {}

  std::optional<Observed> choose() {
    bool is_sound = true;
    for (const FhirElement& observation : resources_.of_type("Observation"))
      if (is_of(observation, what_)) is_sound = admit(observation) && is_sound;
    if (!is_sound) return std::nullopt;
    if (candidates_.empty()) {
      say_why_none();
      return std::nullopt;
    }
    const Candidate* chosen = newest_of_all();
    if (!chosen) return std::nullopt;
    const FhirElement quantity = chosen->observation["valueQuantity"];
    if (!quantity) {
      problems_.report(chosen->observation, Fault::missing_key,
                       fmt::format("the newest {} has no valueQuantity", title()),
                       "have it measured, or correct the Observation");
      return std::nullopt;
    }
    if (!is_plain(chosen->observation) || !is_of_a_day(*chosen) || has_newer_alike(*chosen))
      return std::nullopt;
    auto text = case_text(quantity, unit_kind(what_), problems_);
    if (!text) return std::nullopt;
    if (what_ == Observable::creatinine && has_unit_of_another_code(chosen->observation, *text)) {
      problems_.report(chosen->observation["code"], Fault::contradiction,
                       fmt::format("{}, and the LOINC code is of the other unit", *text),
                       "ask the laboratory: 14682-9 is in moles, 2160-0 in milligrams");
      return std::nullopt;
    }
    return Observed{chosen->observation, std::move(*text),
                    chosen->moment ? std::optional(chosen->moment->day) : std::nullopt};
  }

private:
  // A value that is passed over, and is newer than the one that would be taken.
  bool has_newer_alike(const Candidate& chosen) {
    for (const FhirElement& other : resources_.of_type("Observation")) {
      const std::string_view status = other["status"].text();
      const FhirElement time = time_of(other);
      if (!is_alike(other, what_) || holds(passed_over_statuses, status) || !time) continue;
      FhirProblems of_no_interest(resources_.document());
      const Candidate candidate{other, moment_of(time, resources_.zone(), of_no_interest)};
      const bool is_later = candidate.moment && today_ && candidate.moment->day > *today_;
      if (is_later || newer(chosen, candidate) > 0) continue;
      problems_.report(other, Fault::contradiction,
                       fmt::format("this reads like a {} that is not older than {}, under another "
                                   "code",
                                   title(), chosen.observation.path()),
                       fmt::format("code it as {}, or take it out", loinc_codes(term_of(what_))));
      return true;
    }
    return false;
  }

  // One value, of the patient, and nothing that takes it back.
  bool is_plain(const FhirElement& observation) {
    if (const FhirElement extended = extended_primitive_within(observation["valueQuantity"])) {
      problems_.report(extended, Fault::data, "this may say that the value is not known",
                       "have somebody read it, and take it out");
      return false;
    }
    for (const FhirElement& coding : observation["code"]["coding"].items())
      if (const std::string_view code = coding["code"].text();
          coding["system"].text() == loinc_system && !holds(term_of(what_).alike, code) &&
          !holds(term_of(what_).codes, code, &ObservableTerm::Loinc::code)) {
        problems_.report(coding, Fault::contradiction,
                         fmt::format("this {} is coded as {} too", title(), in_quotes(code)),
                         "ask what was measured");
        return false;
      }
    for (const Member& member : observation.value().members) {
      const bool is_other_value = member.key.starts_with("value") && member.key != "valueQuantity";
      if (!is_other_value && member.key != "focus" && member.key != "component" &&
          member.key != "dataAbsentReason")
        continue;
      problems_.report(observation[member.key], Fault::contradiction,
                       fmt::format("this {} has also {}", title(), in_quotes(member.key)),
                       "bring an Observation of this one value");
      return false;
    }
    return true;
  }

  bool is_of_a_day(const Candidate& chosen) {
    return !chosen.moment ||
           only_day(*chosen.moment, time_of(chosen.observation), resources_.zone(), problems_);
  }

  std::string_view title() const { return term_of(what_).title; }

  // False where it cannot be told whether the Observation counts.
  bool admit(const FhirElement& observation) {
    const std::string_view status = observation["status"].text();
    if (!holds(counting_statuses, status) && !holds(passed_over_statuses, status)) {
      problems_.report(observation["status"] ? observation["status"] : observation, Fault::data,
                       fmt::format("the status of this {} is {}: nobody can tell whether it counts",
                                   title(), in_quotes(status)),
                       "have it made final, or entered-in-error");
      return false;
    }
    if (!holds(counting_statuses, status)) {
      left_out_.push_back({observation, fmt::format("it is {}", in_quotes(status))});
      return true;
    }
    if (problems_.report_modifier(observation)) return false;
    if (const FhirElement subject = observation["subject"]; !resources_.refers(subject, patient_)) {
      problems_.report(subject ? subject : observation, Fault::contradiction,
                       fmt::format("this {} is not said to be the patient's", title()),
                       "correct its subject, or take it out");
      return false;
    }
    return admit_dated(observation);
  }

  bool admit_dated(const FhirElement& observation) {
    const FhirElement time = observation["effectiveDateTime"],
                      instant = observation["effectiveInstant"];
    if (time && instant) {
      problems_.report(instant, Fault::contradiction, fmt::format("this {} has two times", title()),
                       "keep the one at which it was measured");
      return false;
    }
    if (!time && !instant) {
      const FhirElement absent = observation["_effectiveDateTime"]["extension"].first();
      if (absent["url"].text() == absent_reason_url) {
        candidates_.push_back({observation, std::nullopt});
        return true;
      }
      problems_.report(observation, Fault::missing_key,
                       fmt::format("this {} has no effectiveDateTime", title()),
                       "add the day on which it was measured");
      return false;
    }
    const auto moment = moment_of(time_of(observation), resources_.zone(), problems_);
    if (!moment) return false;
    if (today_ && moment->day > *today_)
      left_out_.push_back({observation, fmt::format("it is of {}, after {}, the day of the "
                                                    "calculation",
                                                    iso_date(moment->day), iso_date(*today_))});
    else
      candidates_.push_back({observation, moment});
    return true;
  }

  void say_why_none() {
    for (const auto& [observation, reason] : left_out_)
      problems_.report(
          observation, Fault::data, fmt::format("this {} does not count: {}", title(), reason),
          fmt::format("bring a final, amended or corrected one ({})", loinc_codes(term_of(what_))));
  }

  const Candidate* newest_of_all() {
    const Candidate* best = &candidates_.front();
    for (const Candidate& one : candidates_)
      if (newer(one, *best) > 0) best = &one;
    bool is_clear = true;
    for (const Candidate& one : candidates_) {
      if (&one == best || newer(*best, one) > 0) continue;
      problems_.report(one.observation, Fault::contradiction,
                       fmt::format("this {} and {} cannot be told apart by their time", title(),
                                   best->observation.path()),
                       "keep the one that counts");
      is_clear = false;
    }
    return is_clear ? best : nullptr;
  }

  const FhirResources& resources_;
  const FhirElement& patient_;
  Observable what_;
  std::optional<Day> today_;
  FhirProblems& problems_;
  std::vector<Candidate> candidates_;
  std::vector<std::pair<FhirElement, std::string>> left_out_;
};

} // namespace

std::optional<Observed> newest(const FhirResources& resources, const FhirElement& patient,
                               Observable what, std::optional<Day> today, FhirProblems& problems) {
  return Chooser(resources, patient, what, today, problems).choose();
}

} // namespace nkdose
