#include "cli/fhir/read/observations.hpp"

#include "cli/fhir/read/observed_words.hpp"
#include "cli/fhir/read/quantity.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::string_view counting_statuses[] = {"final", "amended", "corrected"};
constexpr std::string_view coming_statuses[] = {"registered", "preliminary"};
constexpr std::string_view taken_back_statuses[] = {"cancelled", "entered-in-error"};

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
  case Observable::clearance: // our own results: never read
  case Observable::pregnancy_test:
  case Observable::sex: // no quantities
    break;
  }
  return UnitKind::height;
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
  Statement statement;
  std::optional<Moment> moment; ///< none: it says that the day is not known
};

// 1: the first is newer; -1: the second is; 0: nobody can tell.
int newer(const Candidate& first, const Candidate& second) {
  if (!first.moment || !second.moment) return 0;
  return newer(*first.moment, *second.moment);
}

// Whether the texts are of one value: 58.4 kg and 58400 g are, and one that was rounded in two
// units.
bool are_same(Observable what, const std::string& a, const std::string& b) {
  const auto are = [&](auto read) {
    const auto first = read(a), second = read(b);
    return first && second && *first == *second;
  };
  switch (what) {
  case Observable::height:
    return are(read_height);
  case Observable::weight:
    return are(read_weight);
  case Observable::creatinine:
    return is_one_creatinine(a, b);
  default:
    return a == b;
  }
}

// "2.1 mg/dL", as it stands there; empty where there is no value that can be said in a word.
std::string written_value(const FhirElement& part) {
  if (const FhirElement quantity = part["valueQuantity"]) {
    const std::string_view unit = quantity["unit"].text();
    const FhirElement value = quantity["value"];
    return printable(fmt::format("{}{} {}", quantity["comparator"].text(),
                                 value ? value.value().literal : std::string_view("?"),
                                 unit.empty() ? quantity["code"].text() : unit));
  }
  for (const std::string_view text :
       {part["valueString"].text(), part["valueCodeableConcept"]["text"].text()})
    if (!text.empty()) return in_quotes(text);
  return {};
}

// Not a code of digits only.
bool has_word(std::string_view text) {
  return any_of(text, [](char c) { return c < '0' || c > '9'; });
}

// "serum-creatinine"
Name name_of(std::string_view title) {
  std::string name(title);
  std::replace(name.begin(), name.end(), ' ', '-');
  return Name(std::string_view(name));
}

class Chooser {
public:
  Chooser(const PatientSources& sources, Observable what, FhirProblems& problems, Remarks& remarks)
      : sources_(sources), what_(what), problems_(problems), remarks_(remarks) {}

  std::optional<Observed> choose() {
    bool is_sound = true;
    for (const Statement& one : sources_.statements.of(what_))
      if (one.how == Statement::How::by_code) is_sound = admit(one) && is_sound;
    if (!is_sound) return std::nullopt;
    const Candidate* chosen = candidates_.empty() ? nullptr : newest_of_all();
    if (candidates_.empty()) say_why_none();
    if (!name_others(chosen) || !chosen) return std::nullopt;
    const FhirElement& part = chosen->statement.part;
    const FhirElement quantity = part["valueQuantity"];
    if (!quantity) {
      problems_.report(part, Fault::missing_key,
                       fmt::format("the newest {} has no valueQuantity", title()),
                       "have it measured, or correct the Observation");
      return std::nullopt;
    }
    if (!is_plain(part) || !is_of_a_day(*chosen) || !says_the_same_in_words(chosen->statement))
      return std::nullopt;
    auto text = case_text(quantity, unit_kind(what_), problems_);
    if (!text) return std::nullopt;
    if (what_ == Observable::creatinine && has_unit_of_another_code(part, *text)) {
      problems_.report(part["code"], Fault::contradiction,
                       fmt::format("{}, and the LOINC code is of the other unit", *text),
                       "ask the laboratory: 14682-9 is in moles, 2160-0 in milligrams");
      return std::nullopt;
    }
    return Observed{chosen->statement.observation, part, std::move(*text),
                    chosen->moment ? std::optional(chosen->moment->day) : std::nullopt};
  }

private:
  std::string_view title() const { return term_of(what_).title; }
  bool is_later(const std::optional<Moment>& moment) const {
    return moment && sources_.today.day && moment->day > *sources_.today.day;
  }

  // Older, or the same value of the same moment once more.
  bool is_behind(const Candidate& one, const Candidate& chosen) const {
    const int order = newer(chosen, one);
    return order > 0 || (order == 0 && newer(one, chosen) == 0 && one.moment && chosen.moment &&
                         one.moment->instant == chosen.moment->instant && is_same(one, chosen));
  }

  // What is not used, and is not older than what is: named, or an error. False where it is one.
  bool name_others(const Candidate* chosen) {
    for (const Candidate& one : waiting_)
      if (chosen && is_behind(one, *chosen))
        remarks_.add_older();
      else
        name(one, sentence(one, chosen));
    bool is_sound = true;
    for (const Statement& one : sources_.statements.of(what_))
      if (one.how != Statement::How::by_code) is_sound = name_alike(one, chosen) && is_sound;
    return is_sound;
  }
  bool name_alike(const Statement& statement, const Candidate* chosen) {
    const std::string_view status = statement.observation["status"].text();
    if (holds(taken_back_statuses, status)) {
      remarks_.add_taken_back();
      return true;
    }
    FhirProblems of_no_interest(sources_.resources.document());
    const FhirElement time = time_of(statement.observation);
    const Candidate one{statement, time ? moment_of(time, sources_.resources.zone(), of_no_interest)
                                        : std::nullopt};
    if (chosen && is_behind(one, *chosen)) {
      remarks_.add_older();
      return true;
    }
    const bool is_equal = statement.how == Statement::How::alike &&
                          holds(counting_statuses, status) && one.moment && !is_later(one.moment);
    if (!is_equal) {
      name(one, statement.how == Statement::How::alike
                    ? fmt::format("{}, under another code", sentence(one, chosen))
                    : fmt::format("people read {}: this may be {}", texts_of(statement.part),
                                  sentence(one, chosen)));
      return true;
    }
    const std::string than =
        chosen ? fmt::format(" that is not older than {}", chosen->statement.part.path()) : "";
    problems_.report(statement.part, Fault::contradiction,
                     fmt::format("this reads like a {}{}, under another code", title(), than),
                     fmt::format("code it as {}, or take it out", loinc_codes(term_of(what_))));
    return false;
  }
  void name(const Candidate& one, std::string text) {
    remarks_.add_unread(one.statement.part, name_of(title()), std::move(text));
  }
  // "a newer, preliminary serum creatinine of 2.1 mg/dL, 2026-12-01"
  std::string sentence(const Candidate& one, const Candidate* chosen) const {
    const std::string_view status = one.statement.observation["status"].text();
    const std::string value = written_value(one.statement.part);
    std::string text = "a ";
    if (chosen && newer(one, *chosen) > 0) text += "newer ";
    if (!holds(counting_statuses, status))
      text += fmt::format("{} ",
                          holds(coming_statuses, status) ? std::string(status) : in_quotes(status));
    text += title();
    text += value.empty() ? " without a value yet" : fmt::format(" of {}", value);
    text += one.moment ? fmt::format(", {}", iso_date(one.moment->day)) : ", without a day";
    if (is_later(one.moment))
      text += fmt::format(", after {}, the day of the calculation", iso_date(*sources_.today.day));
    return text;
  }
  static std::string texts_of(const FhirElement& part) {
    std::string all;
    for (const FhirElement& text : texts_of_code(part))
      all += fmt::format("{}{}", all.empty() ? "" : ", ", in_quotes(text.text()));
    return all.empty() ? "nothing" : all;
  }

  // What people read beside the code: another thing is an error; what is not understood, a person
  // has to read.
  bool says_the_same_in_words(const Statement& statement) {
    std::vector<FhirElement> texts = texts_of_code(statement.part);
    const auto add = [&](const std::vector<FhirElement>& more) {
      texts.insert(texts.end(), more.begin(), more.end());
    };
    if (what_ == Observable::creatinine) {
      add(texts_of_specimen(sources_.resources, statement.observation));
      add(texts_of_concept(statement.observation["bodySite"]));
    } else {
      add(texts_of_concept(statement.part["method"]));
    }
    read_remarks(statement);
    for (const FhirElement& text : texts) {
      WordsRead read;
      read_words(text.text(), read);
      if (read.names_another || read.names_but(what_)) {
        problems_.report(
            text, Fault::contradiction,
            fmt::format("people read {}, and the code is of a {}", in_quotes(text.text()), title()),
            "ask what was measured, and correct the code or the words");
        return false;
      }
      if (!read.is_understood_all || read.names_derived || !has_word(text.text()))
        remarks_.add_unread(
            text, name_of(title()),
            fmt::format("people read {} where the code says {}", in_quotes(text.text()), title()));
    }
    return true;
  }

  // What somebody remarked of the value that is used. Where all its words are harmless it is
  // printed; any other word may say that the value is another's, or none.
  void read_remarks(const Statement& statement) {
    for (const FhirElement& note : statement.observation["note"].items()) {
      const std::string text =
          fmt::format("a note on the {} that is used: {}", title(), in_quotes(note["text"].text()));
      if (is_harmless(note["text"].text()))
        remarks_.add_note(note, name_of(title()), text);
      else
        remarks_.add_unread(note, name_of(title()), text);
    }
    std::vector<FhirElement> remarks;
    const auto add = [&](const FhirElement& list) {
      for (const FhirElement& one : list.items())
        for (const FhirElement& text : texts_of_concept(one))
          remarks.push_back(text);
    };
    add(statement.observation["category"]);
    add(statement.observation["interpretation"]);
    if (statement.part.path() != statement.observation.path())
      add(statement.part["interpretation"]);
    for (const FhirElement& text : remarks)
      if (!is_harmless(text.text()))
        remarks_.add_unread(text, name_of(title()),
                            fmt::format("people read {} beside the {} that is used",
                                        in_quotes(text.text()), title()));
  }
  // Words of measurements, of their categories, and of ranges.
  bool is_harmless(std::string_view text) const {
    constexpr std::string_view known[] = {"exam",
                                          "physical exam",
                                          "physical examination",
                                          "social history",
                                          "survey",
                                          "clinical",
                                          "clinical test",
                                          "laboratory test",
                                          "blood chemistry",
                                          "biochemistry",
                                          "hematology",
                                          "haematology",
                                          "pathology",
                                          "klinische chemie",
                                          "vitalzeichen",
                                          "labor",
                                          "laboratoire",
                                          "signes vitaux",
                                          "signos vitales",
                                          "检验",
                                          "检验科",
                                          "化验",
                                          "生化",
                                          "生命体征",
                                          "体格检查",
                                          "検体検査",
                                          "バイタルサイン",
                                          "normal",
                                          "abnormal",
                                          "high",
                                          "low",
                                          "h",
                                          "l",
                                          "n",
                                          "hoch",
                                          "niedrig",
                                          "normale",
                                          "eleve",
                                          "alto",
                                          "bajo",
                                          "bas",
                                          "in range",
                                          "within normal limits",
                                          "within reference range",
                                          "within range",
                                          "above reference range",
                                          "below reference range",
                                          "above normal",
                                          "below normal",
                                          "significantly high",
                                          "significantly low",
                                          "critical high",
                                          "critical low",
                                          "正常",
                                          "高",
                                          "低",
                                          "偏高",
                                          "偏低",
                                          "异常"};
    if (holds(known, folded_trimmed(text))) return true;
    WordsRead read;
    read_words(text, read);
    return read.is_understood_all && !read.names_another && !read.names_derived &&
           !read.names_but(what_);
  }
  static std::string folded_trimmed(std::string_view text) {
    std::string plain = folded(text);
    while (plain.ends_with(' '))
      plain.pop_back();
    return plain;
  }

  // One value, and nothing that takes it back.
  bool is_plain(const FhirElement& part) {
    if (const FhirElement extended = extended_primitive_within(part["valueQuantity"])) {
      problems_.report(extended, Fault::data, "this may say that the value is not known",
                       "have somebody read it, and take it out");
      return false;
    }
    for (const FhirElement& coding : part["code"]["coding"].items())
      if (const std::string_view code = coding["code"].text();
          coding["system"].text() == loinc_system && !holds(term_of(what_).alike, code) &&
          !holds(term_of(what_).codes, code, &ObservableTerm::Loinc::code)) {
        problems_.report(coding, Fault::contradiction,
                         fmt::format("this {} is coded as {} too", title(), in_quotes(code)),
                         "ask what was measured");
        return false;
      }
    for (const Member& member : part.value().members) {
      const bool is_other_value = member.key.starts_with("value") && member.key != "valueQuantity";
      if (!is_other_value && member.key != "focus" && member.key != "component" &&
          member.key != "dataAbsentReason")
        continue;
      problems_.report(part[member.key], Fault::contradiction,
                       fmt::format("this {} has also {}", title(), in_quotes(member.key)),
                       "bring an Observation of this one value");
      return false;
    }
    return true;
  }

  bool is_of_a_day(const Candidate& chosen) {
    return !chosen.moment || only_day(*chosen.moment, time_of(chosen.statement.observation),
                                      sources_.resources.zone(), problems_);
  }

  // False where it cannot be told whether the Observation counts.
  bool admit(const Statement& statement) {
    const FhirElement& observation = statement.observation;
    const std::string_view status = observation["status"].text();
    if (holds(taken_back_statuses, status)) {
      taken_back_.push_back({statement, std::nullopt});
      return true;
    }
    const bool is_coming = holds(coming_statuses, status);
    if (!is_coming && !holds(counting_statuses, status)) {
      problems_.report(observation["status"] ? observation["status"] : observation, Fault::data,
                       fmt::format("the status of this {} is {}: nobody can tell whether it counts",
                                   title(), in_quotes(status)),
                       "have it made final, or entered-in-error");
      return false;
    }
    if (is_coming) {
      FhirProblems of_no_interest(sources_.resources.document());
      const FhirElement time = time_of(observation);
      waiting_.push_back(
          {statement,
           time ? moment_of(time, sources_.resources.zone(), of_no_interest) : std::nullopt});
      return true;
    }
    if (problems_.report_modifier(observation)) return false;
    if (const FhirElement subject = observation["subject"];
        !sources_.resources.refers(subject, sources_.patient)) {
      problems_.report(subject ? subject : observation, Fault::contradiction,
                       fmt::format("this {} is not said to be the patient's", title()),
                       "correct its subject, or take it out");
      return false;
    }
    return admit_dated(statement);
  }

  bool admit_dated(const Statement& statement) {
    const FhirElement& observation = statement.observation;
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
        candidates_.push_back({statement, std::nullopt});
        return true;
      }
      problems_.report(observation, Fault::missing_key,
                       fmt::format("this {} has no effectiveDateTime", title()),
                       "add the day on which it was measured");
      return false;
    }
    const auto moment = moment_of(time_of(observation), sources_.resources.zone(), problems_);
    if (!moment) return false;
    if (!is_later(moment)) {
      candidates_.push_back({statement, moment});
      return true;
    }
    if (sources_.today.is_named) {
      waiting_.push_back({statement, moment});
      return true;
    }
    problems_.report(time_of(observation), Fault::date,
                     fmt::format("{} is after {}, the day of the calculation",
                                 iso_date(moment->day), iso_date(*sources_.today.day)),
                     "correct the date, or name the day of the calculation with --on");
    return false;
  }

  void say_why_none() {
    const auto say = [&](const Candidate& one, const std::string& reason) {
      problems_.report(
          one.statement.part, Fault::data,
          fmt::format("this {} does not count: {}", title(), reason),
          fmt::format("bring a final, amended or corrected one ({})", loinc_codes(term_of(what_))));
    };
    for (const Candidate& one : taken_back_)
      say(one, fmt::format("it is {}", in_quotes(one.statement.observation["status"].text())));
    for (const Candidate& one : waiting_)
      say(one,
          is_later(one.moment)
              ? fmt::format("it is of {}, after {}, the day of the calculation",
                            iso_date(one.moment->day), iso_date(*sources_.today.day))
              : fmt::format("it is {}", in_quotes(one.statement.observation["status"].text())));
  }

  // The newest, whose order among the others is known: of equals the one that says most of its
  // time, then the one that was rounded less.
  bool is_better(const Candidate& one, const Candidate& best) const {
    const int order = newer(one, best);
    if (order != 0 || !one.moment) return order > 0;
    if (!best.moment || !one.moment->instant != !best.moment->instant)
      return !best.moment || one.moment->instant;
    if (what_ != Observable::creatinine) return false;
    const auto finer = last_place_of_creatinine(text_of(one)),
               coarse = last_place_of_creatinine(text_of(best));
    return finer && coarse && *finer < *coarse;
  }
  std::string text_of(const Candidate& one) const {
    FhirProblems of_no_interest(sources_.resources.document());
    return case_text(one.statement.part["valueQuantity"], unit_kind(what_), of_no_interest)
        .value_or("");
  }
  // Only a time of which two days are possible is told apart by the ward's zone.
  std::string what_tells_apart(const Candidate& one, const Candidate& other) const {
    const auto is_of_two_days = [](const Candidate& candidate) {
      return candidate.moment && !candidate.moment->is_of_one_day();
    };
    const bool needs_zone =
        !sources_.resources.zone() && (is_of_two_days(one) || is_of_two_days(other));
    return needs_zone ? "name the ward's zone in the site's file ([site] time_zone), for a time in "
                        "UTC does not tell the day; or keep the one that counts"
                      : "keep the one that counts";
  }
  const Candidate* newest_of_all() {
    const Candidate* best = &candidates_.front();
    for (const Candidate& one : candidates_)
      if (is_better(one, *best)) best = &one;
    bool is_clear = true;
    for (const Candidate& one : candidates_) {
      if (&one == best) continue;
      if (newer(*best, one) > 0 || is_same(one, *best)) {
        remarks_.add_older();
        continue;
      }
      problems_.report(one.statement.part, Fault::contradiction,
                       fmt::format("this {} and {} cannot be told apart by their time", title(),
                                   best->statement.part.path()),
                       what_tells_apart(one, *best));
      is_clear = false;
    }
    for (std::size_t i = 0; i < taken_back_.size(); ++i)
      remarks_.add_taken_back();
    return is_clear ? best : nullptr;
  }
  // The same value once more.
  bool is_same(const Candidate& one, const Candidate& other) const {
    const std::string first = text_of(one), second = text_of(other);
    return !first.empty() && !second.empty() && are_same(what_, first, second);
  }

  const PatientSources& sources_;
  Observable what_;
  FhirProblems& problems_;
  Remarks& remarks_;
  std::vector<Candidate> candidates_; ///< that count
  std::vector<Candidate> waiting_;    ///< not final, or of a day after the calculation
  std::vector<Candidate> taken_back_;
};

} // namespace

std::optional<Observed> newest(const PatientSources& sources, Observable what,
                               FhirProblems& problems, Remarks& remarks) {
  return Chooser(sources, what, problems, remarks).choose();
}

} // namespace nkdose
