#include "cli/data/plan/screening_json.hpp"

#include "cli/answer/screening_answer.hpp"
#include "cli/data/findings_json.hpp"
#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/criteria_words.hpp"

namespace nkdose {
namespace {

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

// The keys of a screening, in a plan and alone.
void write_keys(JsonWriter& json, const Screening& screening) {
  const Criteria& criteria = *screening.criteria;
  const CriteriaCounts counts = counts_of(screening);
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
    json.key("last").text_or_null(earliest.last ? iso_date(*earliest.last) : "");
    json.key("open").text_or_null(earliest.open ? iso_date(*earliest.open) : "").close_object();
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

} // namespace nkdose
