#include "cli/sheet/screening.hpp"

#include "cli/sheet/calendar.hpp"
#include "cli/sheet/plan_faces.hpp"
#include "dosing/text/search.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr std::size_t first_column = 14;

std::string span_words(Span span) {
  const bool is_years = span.months != 0 && span.months % 12 == 0;
  const int count = is_years ? span.months / 12 : span.months != 0 ? span.months : span.days;
  return fmt::format("{} {}{}", count,
                     is_years           ? "year"
                     : span.months != 0 ? "calendar month"
                                        : "day",
                     count == 1 ? "" : "s");
}

// " g/L", " months", " x 10^9/L".
std::string unit_words(const Fact& fact, Decimal number) {
  if (fact.kind == FactKind::ratio) return " x ULN";
  if (fact.kind == FactKind::glucocorticoid) return " mg/day of prednisone";
  if (fact.unit.empty()) return "";
  const bool is_span = bool(read_span("1 " + fact.unit));
  return fmt::format("{}{}{}", fact.unit.front() == '1' ? " x " : " ", fact.unit,
                     is_span && number != Decimal(1) ? "s" : "");
}

std::string_view anchor_words(const DateAnchor& anchor, const Criteria& criteria) {
  switch (anchor.kind) {
  case DateAnchor::Kind::screening:
    return "screening";
  case DateAnchor::Kind::first_drug_day:
    return "the first drug day";
  case DateAnchor::Kind::last_infusion:
    return "the last infusion";
  case DateAnchor::Kind::fact:
    return criteria.facts[anchor.fact].id;
  }
  return "";
}

std::string number_words(const Test& test, const Fact& fact) {
  constexpr std::string_view words[] = {"at least", "at most", "above", "below"};
  return fmt::format("{} {}{}", words[static_cast<std::size_t>(test.comparison)],
                     to_grouped_text(test.limit), unit_words(fact, test.limit));
}

// The date that a date is compared with, in place of "6 calendar months before screening".
std::string date_words(const Test& test, const Criteria& criteria, std::optional<Day> anchor) {
  const bool is_after = test.comparison == Comparison::at_least_after;
  const std::string distance =
      fmt::format("{} {} {}", span_words(test.span), is_after ? "after" : "before",
                  anchor_words(test.anchor, criteria));
  const std::string_view or_never = test.comparison == Comparison::not_within ? ", or never" : "";
  const std::string_view relation = test.comparison == Comparison::within ? "within"
                                    : is_after                            ? "on or after"
                                                                          : "on or before";
  if (!anchor) return fmt::format("{} {}{}", relation, distance, or_never);
  const Day limit = moved(*anchor, test.span, is_after ? 1 : -1);
  const std::string others =
      other_month_readings(*anchor, (is_after ? 1 : -1) * test.span.months, limit);
  if (test.comparison == Comparison::within)
    return fmt::format("{} to {}: within {}{}", iso_date(limit), iso_date(*anchor), distance,
                       others);
  return fmt::format("{} {}{}: {}{}", relation, iso_date(limit), or_never, distance, others);
}

std::string value_words(const std::optional<FactValue>& value, const Fact& fact) {
  if (!value || (value->written.empty() && !value->day)) return "not given";
  if (fact.kind != FactKind::glucocorticoid) return value->written;
  return fmt::format("{} = {} mg/day of prednisone", value->written,
                     value->low == value->high
                         ? to_text(value->high)
                         : fmt::format("{} to {}, sources differ and the stricter counts,",
                                       to_text(value->low), to_text(value->high)));
}

std::string limit_words(const Judgement& judgement, const Criteria& criteria) {
  const Fact& fact = criteria.facts[judgement.test->fact];
  return fact.kind == FactKind::date ? date_words(*judgement.test, criteria, judgement.anchor)
                                     : limit_words(*judgement.test, criteria);
}

std::string joined_ids(const std::vector<const Criterion*>& criteria) {
  std::string ids;
  for (const Criterion* criterion : criteria)
    ids += fmt::format("{}{}", ids.empty() ? "" : ", ", criterion->id);
  return ids;
}

struct Counts {
  int met = 0, not_met = 0, unknown = 0, waived = 0;
};
Counts count(const Screening& screening) {
  Counts counts;
  for (const CriterionResult& result : screening.results) {
    if (!result.counts()) continue;
    const bool is_waived = result.is_waived && result.verdict != Verdict::met;
    int& one = is_waived                            ? counts.waived
               : result.verdict == Verdict::met     ? counts.met
               : result.verdict == Verdict::unknown ? counts.unknown
                                                    : counts.not_met;
    ++one;
  }
  return counts;
}

std::string count_words(const Screening& screening) {
  const Counts counts = count(screening);
  return fmt::format("{} met, {} not met, {} unknown{}", counts.met, counts.not_met, counts.unknown,
                     counts.waived == 0 ? "" : fmt::format(", {} waived", counts.waived));
}

std::string indication_words(const Screening& screening) {
  const auto found =
      find_in(screening.criteria->indications, screening.facts.indication, &Indication::id);
  return found == screening.criteria->indications.end()
             ? screening.indication_is_known() ? "the protocol has one set of criteria"
                                               : "NOT GIVEN: its criteria are not judged"
             : found->title;
}

std::string earliest_words(const EarliestDayZero& earliest) {
  if (!earliest.day_zero)
    return fmt::format("no day zero within two years satisfies the dates of the case: {} stand "
                       "against each other",
                       joined_ids(earliest.decided_by));
  return fmt::format(
      "{} {} is the earliest day zero that the dates of the case allow{}; {}. Closed days are not "
      "in it: nkdose calendar --find-from",
      weekday_name(*earliest.day_zero), iso_date(*earliest.day_zero),
      earliest.last ? fmt::format(", {} the last (then {})", iso_date(*earliest.last),
                                  joined_ids(earliest.ended_by))
                    : "",
      earliest.decided_by.empty()
          ? fmt::format("with lymphodepletion not before {}, the last date among them",
                        iso_date(earliest.first_drug_day))
          : "decided by " + joined_ids(earliest.decided_by));
}

// Not those of another indication.
bool matters(const Ambiguity& ambiguity, const Screening& screening) {
  return all_of(ambiguity.criteria, [&](std::size_t place) {
    return screening.criteria->concerns(screening.criteria->criteria[place],
                                        screening.facts.indication);
  });
}

std::string ids_of(const Ambiguity& ambiguity, const Criteria& criteria) {
  std::vector<const Criterion*> named;
  for (const std::size_t place : ambiguity.criteria)
    named.push_back(&criteria.criteria[place]);
  return joined_ids(named);
}

std::vector<ReleasedFinding> eligibility_findings(const Plan& plan) {
  std::vector<ReleasedFinding> findings;
  for (const ReleasedFinding& one : plan.release.findings)
    if (one.finding.code.text().front() == 'E') findings.push_back(one);
  return findings;
}

class ScreeningText {
public:
  explicit ScreeningText(const Plan& plan)
      : plan_(plan), screening_(*plan.screening), criteria_(*plan.screening->criteria) {}

  std::string write() && {
    head();
    const auto of = [](Verdict verdict) {
      return [verdict](const CriterionResult& result) {
        return result.counts() && result.verdict == verdict;
      };
    };
    part("NOT MET (of an exclusion: it applies)", of(Verdict::not_met));
    part("UNKNOWN: nothing is met that is not known", of(Verdict::unknown));
    part("MET (of an exclusion: it does not apply)", of(Verdict::met));
    part("PARTS OF OTHER CRITERIA, DEFINITIONS, DOSES",
         [](const CriterionResult& result) { return !result.counts(); });
    ambiguities();
    sheet_.heading("FINDINGS OF SCREENING");
    const auto findings = eligibility_findings(plan_);
    if (findings.empty()) sheet_.line("none");
    write_findings(sheet_, findings, plan_.the_case, plan_.treatment, false);
    sheet_.heading("SOURCES");
    sheet_.sources();
    return std::move(sheet_).finish();
  }

private:
  void head() {
    const Case& the_case = *plan_.the_case;
    sheet_.ends(fmt::format("nkdose screen  {} criteria version {}", criteria_.protocol.text(),
                            criteria_.version),
                screening_.verdict() == Verdict::met       ? "MET"
                : screening_.verdict() == Verdict::not_met ? "NOT MET"
                                                           : "UNKNOWN");
    sheet_.rule();
    sheet_.labelled("Patient", the_case.id.empty() ? "NO ID" : the_case.id, 2, first_column);
    sheet_.labelled("Indication", indication_words(screening_), 2, first_column);
    sheet_.labelled("Screening",
                    screening_.facts.date ? iso_date(*screening_.facts.date) : "no date", 2,
                    first_column);
    sheet_.labelled("Day zero",
                    fmt::format("{} {}, first drug day {} {}", weekday_name(the_case.day_zero),
                                iso_date(the_case.day_zero),
                                weekday_name(screening_.dates.first_drug_day),
                                iso_date(screening_.dates.first_drug_day)),
                    2, first_column);
    if (screening_.earliest) sheet_.line(earliest_words(*screening_.earliest), first_column);
    sheet_.labelled("Criteria", count_words(screening_), 2, first_column);
    write_overrides(sheet_, the_case);
  }

  template <class Test>
  void part(std::string_view heading, Test belongs) {
    if (!any_of(screening_.results, belongs)) return;
    sheet_.heading(heading);
    for (const CriterionResult& result : screening_.results)
      if (belongs(result)) row(result);
  }

  void row(const CriterionResult& result) {
    const Criterion& criterion = *result.criterion;
    const std::string verdict = result.counts() ? "" : fmt::format("{}: ", to_text(result.verdict));
    sheet_.labelled(criterion.id,
                    fmt::format("{}{}{}{}{}", verdict,
                                criterion.kind == CriterionKind::exclusion ? "exclusion: " : "",
                                criterion.text, sheet_.cite(criterion.source),
                                result.is_waived ? " (waived)" : ""),
                    2, first_column);
    // Only the tests that the verdict comes from; JSON has them all.
    for (const Judgement& judgement : result.judgements) {
      if ((judgement.verdict == Verdict::met) != (result.verdict == Verdict::met)) continue;
      const Fact& fact = criteria_.facts[judgement.test->fact];
      sheet_.line(fmt::format("{}: {}; {}; {}", fact.id,
                              value_words(screening_.facts.values[judgement.test->fact], fact),
                              limit_words(judgement, criteria_), to_text(judgement.verdict)),
                  first_column + 2);
    }
  }

  void ambiguities() {
    const auto matters_here = [&](const Ambiguity& one) { return matters(one, screening_); };
    if (!any_of(criteria_.ambiguities, matters_here)) return;
    sheet_.heading("WHERE THE RECORD CAN BE READ IN MORE THAN ONE WAY");
    for (const Ambiguity& ambiguity : criteria_.ambiguities)
      if (matters(ambiguity, screening_)) {
        sheet_.line(fmt::format("{}: {}", ids_of(ambiguity, criteria_), ambiguity.text));
        sheet_.line("read as: " + ambiguity.reading + sheet_.cite(ambiguity.source), 4);
      }
  }

  const Plan& plan_;
  const Screening& screening_;
  const Criteria& criteria_;
  TextSheet sheet_;
};

void write_row(JsonWriter& json, const CriterionResult& result, const Screening& screening) {
  const Criteria& criteria = *screening.criteria;
  json.open_object().key("id").text(result.criterion->id);
  json.key("kind").text(to_text(result.criterion->kind));
  json.key("result").text(to_text(result.verdict));
  json.key("counts").raw(result.counts() ? "true" : "false");
  json.key("waived").raw(result.is_waived ? "true" : "false");
  json.key("text").text(result.criterion->text);
  json.key("tests").open_list();
  for (const Judgement& judgement : result.judgements) {
    const Fact& fact = criteria.facts[judgement.test->fact];
    const auto& value = screening.facts.values[judgement.test->fact];
    json.open_object(true).key("fact").text(fact.id);
    json.key("value").text_or_null(value ? value_words(value, fact) : "");
    json.key("limit").text(limit_words(judgement, criteria));
    json.key("result").text(to_text(judgement.verdict)).close_object();
  }
  json.close_list().key("source").text(result.criterion->source).close_object();
}

// A key to fill in, with its unit, and under it what is asked, all of it a comment.
std::string form_line(std::string_view key, std::string_view unit, std::string_view question) {
  TextSheet sheet;
  sheet.line(question, 4);
  std::string text = fmt::format("# {} = \"{}{}\"\n", key, unit.empty() ? "" : " ", unit);
  std::string lines = std::move(sheet).finish();
  for (std::size_t from = 0; from < lines.size();) {
    const std::size_t end = lines.find('\n', from);
    text += fmt::format("#{}\n", std::string_view(lines).substr(from + 1, end - from - 1));
    from = end + 1;
  }
  return text;
}

std::string form_line(const Fact& fact, std::string_view key, std::string_view question) {
  const bool is_span = bool(read_span("1 " + fact.unit)); // months, not month
  return form_line(key, fact.unit + (is_span ? "s" : ""), question);
}

// The keys of a screening, in a plan and alone.
void write_keys(JsonWriter& json, const Screening& screening) {
  const Criteria& criteria = *screening.criteria;
  const Counts counts = count(screening);
  json.key("criteria").open_object(true);
  json.key("protocol").text(criteria.protocol.text()).key("version").number(criteria.version);
  json.key("sha256").text(criteria.sha256).close_object();
  json.key("indication").text_or_null(screening.facts.indication);
  json.key("date").text_or_null(screening.facts.date ? iso_date(*screening.facts.date) : "");
  json.key("result").text(to_text(screening.verdict()));
  json.key("met").number(counts.met).key("not_met").number(counts.not_met);
  json.key("unknown").number(counts.unknown).key("waived").number(counts.waived);
  json.key("earliest_day_zero");
  if (screening.earliest) {
    const auto& earliest = *screening.earliest;
    json.open_object(true).key("date");
    json.text_or_null(earliest.day_zero ? iso_date(*earliest.day_zero) : "");
    json.key("decided_by").open_list(true);
    for (const Criterion* criterion : earliest.decided_by)
      json.text(criterion->id);
    json.close_list();
    json.key("last").text_or_null(earliest.last ? iso_date(*earliest.last) : "").close_object();
  } else {
    json.null();
  }
  json.key("rows").open_list();
  for (const CriterionResult& result : screening.results)
    write_row(json, result, screening);
  json.close_list();
  json.key("ambiguities").open_list();
  for (const Ambiguity& ambiguity : criteria.ambiguities)
    if (matters(ambiguity, screening)) {
      json.open_object(true).key("number").number(ambiguity.number);
      json.key("criteria").text(ids_of(ambiguity, criteria));
      json.key("text").text(ambiguity.text).key("reading").text(ambiguity.reading).close_object();
    }
  json.close_list();
}

} // namespace

std::string limit_words(const Test& test, const Criteria& criteria) {
  const Fact& fact = criteria.facts[test.fact];
  switch (fact.kind) {
  case FactKind::choice:
    return fmt::format("{}{}", test.comparison == Comparison::none_of ? "not " : "",
                       fmt::join(test.words, " or "));
  case FactKind::date:
    return date_words(test, criteria, std::nullopt);
  default:
    return number_words(test, fact);
  }
}

std::string rule_words(const Rule& rule, const Criteria& criteria) {
  if (rule.kind == Rule::Kind::test)
    return fmt::format("{}: {}", criteria.facts[rule.test.fact].id,
                       limit_words(rule.test, criteria));
  if (rule.kind == Rule::Kind::criterion) return criteria.criteria[rule.criterion].id;
  std::string parts;
  for (const Rule& part : rule.parts)
    parts += fmt::format("{}{}", parts.empty() ? "" : "; ", rule_words(part, criteria));
  return fmt::format("{} ({})",
                     rule.kind == Rule::Kind::all        ? "all of"
                     : rule.kind == Rule::Kind::any      ? "one of"
                     : rule.kind == Rule::Kind::readings ? "in every reading"
                                                         : fmt::format("{} of", rule.least),
                     parts);
}

void write_screening(TextSheet& sheet, const Plan& plan) {
  if (!plan.screening) return;
  const Screening& screening = *plan.screening;
  sheet.heading("SCREENING");
  sheet.labelled("Indication", indication_words(screening), 2, first_column);
  sheet.labelled("Criteria", count_words(screening) + "; nkdose screen lists them", 2,
                 first_column);
  if (screening.earliest)
    sheet.labelled("Day zero", earliest_words(*screening.earliest), 2, first_column);
}

void write_screening(JsonWriter& json, const std::optional<Screening>& screening) {
  json.key("screening");
  if (!screening) {
    json.null();
    return;
  }
  json.open_object();
  write_keys(json, *screening);
  json.close_object();
}

std::string screening_text(const Plan& plan) {
  return ScreeningText(plan).write();
}

std::string screening_json(const Plan& plan) {
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/screen/1");
  json.key("nkdose").text(program_version());
  json.key("case_sha256").text(plan.the_case->sha256);
  json.key("patient_id").text_or_null(plan.the_case->id);
  json.key("day_zero").text(iso_date(plan.the_case->day_zero));
  write_keys(json, *plan.screening);
  write_findings(json, eligibility_findings(plan), plan.the_case, plan.treatment, false);
  write_overrides(json, *plan.the_case);
  json.close_object();
  return std::move(json).finish();
}

std::string screening_template(const Criteria& criteria) {
  std::string text =
      fmt::format("# Screening for {}: remove the # of each line that is known.\n[screening]\n",
                  criteria.protocol.text());
  std::vector<std::string_view> indications;
  for (const Indication& one : criteria.indications)
    indications.push_back(one.id);
  text += form_line("date", "", "the day of screening: a date");
  text += form_line("indication", "", fmt::format("{}", fmt::join(indications, ", ")));
  indications.insert(indications.begin(), "");
  for (const std::string_view indication : indications) {
    text += indication.empty() ? "\n# every patient\n" : fmt::format("\n# {} only\n", indication);
    for (std::size_t i = 0; i < criteria.facts.size(); ++i) {
      const Fact& fact = criteria.facts[i];
      if (criteria.indications_of(i).front() != indication) continue;
      if (!fact.is_of_the_plan)
        text += form_line(fact, fact.id, fmt::format("{}: {}", fact.question, expected(fact)));
      if (fact.kind == FactKind::ratio)
        text +=
            form_line(fact, fact.limit_key,
                      fmt::format("upper limit of normal of {}: in {}", fact.question, fact.unit));
    }
  }
  return text;
}

} // namespace nkdose
