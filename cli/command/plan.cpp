// Commands on a case: plan, screen, cells, verify and calendar.
#include "cli/admit/case_answers.hpp"
#include "cli/case/case_fields.hpp"
#include "cli/command/commands.hpp"
#include "cli/data/calendar_ics.hpp"
#include "cli/data/document_json.hpp"
#include "cli/fhir/write/bundle.hpp"
#include "cli/options/case_options.hpp"
#include "cli/options/document_file.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/sheet/calendar.hpp"
#include "cli/sheet/cells.hpp"
#include "cli/sheet/day_zeros.hpp"
#include "cli/sheet/plan_faces.hpp"
#include "cli/sheet/screening.hpp"
#include "cli/sheet/verification.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/plan/day_zero_search.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

Admission admit(const Options& options, std::istream& in) {
  const CaseOptions of_case(options);
  const bool from_stream = options.argument.empty() || options.argument == "-";
  const std::string name = from_stream ? "standard input" : printable(options.argument);
  const std::string text =
      from_stream ? must(read_whole_stream(in, name)) : must(read_whole_file(options.argument));
  auto document =
      options.argument.ends_with(".toml") ? read_toml(text, name) : read_json(text, name);
  must(document);
  CaseAdditions additions = of_case.additions();
  additions.sha256 = sha256(text);
  TreatmentFiles treatments(options);
  return must_admit(std::move(*document), additions, treatments, of_case);
}

/// The treatment of a protocol alone, which must have days of its own.
Treatment treatment_without_case(const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(*options.protocol, texts);
  Treatment treatment = treatment_of(texts);
  if (treatment.protocol.gap_is_chosen)
    throw Invalid{
        {{Fault::missing_key,
          {"--protocol"},
          "the protocol leaves the gap before the infusion open, so it has no dates alone",
          "name a case whose [order] has gap = \"3 d\""}}};
  return treatment;
}

Reply answer_template(const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(options.protocol.value_or("f01"), texts);
  return {case_template(treatment_of(texts).protocol)};
}

} // namespace

Criteria criteria_of(const Options& options) {
  TreatmentTexts texts;
  find_protocol(options.protocol.value_or("f01"), texts);
  find_criteria(texts);
  if (!texts.criteria_name)
    throw Invalid{{{Fault::data,
                    {"--protocol"},
                    "the protocol has no file of criteria",
                    "put NAME.criteria.toml beside the protocol file"}}};
  auto criteria = load_criteria({*texts.criteria_name, texts.criteria});
  return std::move(must(criteria));
}

namespace {

template <class Answer>
Reply on_plan(const Options& options, std::istream& in, Answer answer) {
  const Admission admission = admit(options, in);
  return answer_on_plan(admission,
                        [&](const Plan& plan) { return answer(plan, admission.document); });
}

} // namespace

namespace {

// A calendar file is kept apart from others by its patient, and it is of the case as it stands.
std::string ics_of(const Plan& plan, const Options& options) {
  if (options.move)
    throw Invalid{{{Fault::usage,
                    {"--move"},
                    "a calendar file would put a question into calendars as the plan",
                    "look at it as text; once it is decided, write [[postponed]] into the case"}}};
  if (plan.the_case->id.empty())
    throw Invalid{{{Fault::missing_key,
                    {.pointer = "/patient/id"},
                    "a calendar file without a patient id would mix with another patient's",
                    "add [patient] id"}}};
  return calendar_ics(plan,
                      options.with_doses ? Discretion::with_doses : Discretion::without_doses);
}

} // namespace

namespace {

// A server keeps resources by their patient, so that a plan without one is nobody's.
std::string fhir_of(const Plan& plan, const Document& document, const Options& options) {
  constexpr std::string_view kinds[] = {"collection", "transaction"};
  const std::string wanted = options.fhir_bundle.value_or("collection");
  const auto kind = find_in(kinds, std::string_view(wanted));
  if (kind == std::end(kinds))
    throw Invalid{{{Fault::unknown_name,
                    {"--fhir-bundle"},
                    fmt::format("{} is neither collection nor transaction", in_quotes(wanted)),
                    did_you_mean(wanted, kinds)}}};
  if (plan.the_case->id.empty())
    throw Invalid{{{Fault::missing_key,
                    {.pointer = "/patient/id"},
                    "a FHIR bundle without a patient id would be nobody's",
                    "add [patient] id"}}};
  return plan_fhir(plan, document, static_cast<BundleKind>(kind - std::begin(kinds)));
}

} // namespace

Reply answer_plan(const Options& options, std::istream& in) {
  if (options.wants_template) return answer_template(options);
  return on_plan(options, in, [&](const Plan& plan, const Document& document) {
    if (options.format == Format::ics) return ics_of(plan, options);
    if (options.format == Format::fhir) return fhir_of(plan, document, options);
    return options.format == Format::json  ? plan_json(plan)
           : options.format == Format::csv ? plan_csv(plan)
                                           : plan_text(plan);
  });
}

Reply answer_screen(const Options& options, std::istream& in) {
  if (options.wants_template) return {screening_template(criteria_of(options))};
  Verdict verdict = Verdict::unknown;
  Reply reply = on_plan(options, in, [&](const Plan& plan, const Document&) {
    if (!plan.screening)
      throw Invalid{{plan.the_case->screening
                         ? Problem{Fault::data,
                                   {.pointer = "/screening"},
                                   "the protocol has no file of criteria to judge by",
                                   "put NAME.criteria.toml beside the protocol file"}
                         : Problem{Fault::missing_key,
                                   {.pointer = "/screening"},
                                   "the case has no [screening] table",
                                   "add one: nkdose screen --template prints an empty form"}}};
    verdict = plan.screening->verdict();
    return options.format == Format::json ? screening_json(plan) : screening_text(plan);
  });
  reply.exit_code = verdict == Verdict::met ? exit_ready : exit_open;
  return reply;
}

Reply answer_cells(const Options& options, std::istream& in) {
  return on_plan(options, in, [&](const Plan& plan, const Document&) {
    return options.format == Format::json ? cells_json(plan) : cells_text(plan);
  });
}

namespace {

// The order in a file of its own; or, of a bundle, the requests in it.
OrderInput order_input(const Options& options, const Admission& admission) {
  if (!options.order) {
    if (!admission.bundle)
      throw Invalid{{{Fault::missing_key,
                      {"--order"},
                      "there is no order to compare with the case",
                      "add --order order.json, .toml or .csv"}}};
    return order_of_bundle(*admission.bundle, true, admission.sha256, admission);
  }
  const std::string text = must(read_whole_file(*options.order));
  const Document document = document_of(*options.order, text, read_order_csv);
  const std::string checksum = sha256(text);
  if (!is_fhir(document))
    return {document, options.order->ends_with(".csv") ? OrderForm::rows : OrderForm::tables,
            checksum};
  const bool is_the_cases = checksum == admission.sha256 ||
                            (admission.bundle && // in other white space, too
                             compact_json(admission.bundle->root) == compact_json(document.root));
  return order_of_bundle(document, is_the_cases, checksum, admission);
}

} // namespace

Reply answer_verify(const Options& options, std::istream& in) {
  const Admission admission = admit(options, in);
  return answer_on_order(admission, order_input(options, admission),
                         options.format == Format::json ? verification_json : verification_text);
}

namespace {

std::optional<StudyDayOne> read_study_day_one(const Options& options) {
  if (!options.study_day_one) return std::nullopt;
  const auto found = find_in(study_day_one_words, std::string_view(*options.study_day_one));
  if (found == study_day_one_words.end())
    throw Invalid{{{Fault::unknown_name,
                    {"--study-day-one"},
                    fmt::format("{} is neither infusion nor lymphodepletion",
                                in_quotes(*options.study_day_one)),
                    did_you_mean(*options.study_day_one, study_day_one_words)}}};
  return static_cast<StudyDayOne>(found - study_day_one_words.begin());
}

std::string render(CalendarAnswer answer, const Options& options) {
  answer.study_day_one = read_study_day_one(options);
  if (options.grid) answer.layout = CalendarLayout::grid;
  return options.format == Format::json  ? calendar_json(answer)
         : options.format == Format::csv ? calendar_csv(answer)
                                         : calendar_text(answer);
}

Reply answer_case_calendar(const Options& options, std::istream& in) {
  return on_plan(options, in, [&](const Plan& plan, const Document&) {
    if (options.format == Format::ics) return ics_of(plan, options);
    return render(
        {plan.treatment, &plan.calendar, &plan.release.findings, plan.the_case->day_zero, &plan},
        options);
  });
}

} // namespace

namespace {

// Of a protocol's first list of infusions, or of a case's own list.
Reply answer_find(const Options& options, std::istream& in) {
  OptionReader reader;
  const auto from = reader.read("--find-from", options.find_from, read_iso_date);
  if (from && !is_plannable(*from))
    reader.report("--find-from",
                  {Fault::outside_limits, "the date is outside 1990 to 2100", "check the year"});
  if (options.format == Format::ics)
    reader.report("--format", TextFault{Fault::usage, "a search has no calendar file",
                                        "write --format text, json or csv"});
  if (options.move)
    reader.report("--find-from",
                  TextFault{Fault::usage, "a search looks at every day zero", "leave out --move"});
  if (options.day_zero)
    reader.report("--find-from", TextFault{Fault::usage, "a day zero is given and looked for",
                                           "leave out --day-zero or --find-from"});
  const bool has_case = !options.argument.empty() || !options.protocol;
  if (!has_case &&
      (!options.settings.empty() || options.on || options.by || !options.acknowledgements.empty()))
    reader.report("--find-from", TextFault{Fault::usage, "these options belong to a case",
                                           "leave out --set, --on, --acknowledge and --by"});
  reader.finish();
  const auto answer = [&](const Treatment& treatment, std::size_t list,
                          const Plan* plan = nullptr) {
    DayZeroSearch search{treatment.protocol, list, *from, treatment.site.closed};
    if (plan && plan->screening) search.screening = &*plan->screening;
    if (plan && options.on) search.not_before = plan->the_case->calculated_on;
    if (plan) search.previous_day_zero = plan->the_case->previous_day_zero;
    const auto found = day_zero_candidates(search);
    const bool is_open = any_of(found, &DayZeroCandidate::is_open);
    const DayZeroAnswer day_zeros{&treatment, list, *from, &found};
    return Reply{options.format == Format::json  ? day_zeros_json(day_zeros)
                 : options.format == Format::csv ? day_zeros_csv(day_zeros)
                                                 : day_zeros_text(day_zeros),
                 is_open ? exit_ready : exit_open};
  };
  if (has_case) {
    const Admission admission = admit(options, in);
    const Treatment& treatment = admission.treatment();
    const Case& the_case = must(admission.the_case);
    const Plan plan = make_plan(treatment, the_case);
    if (!the_case.given.empty())
      throw Invalid{{{Fault::contradiction,
                      {"--find-from"},
                      "treatment has begun, so no other day zero is looked for",
                      "leave out --find-from, or the [[given]] tables of another plan"}}};
    return answer(treatment, the_case.choices.infusion_list, &plan);
  }
  return answer(treatment_without_case(options), 0);
}

} // namespace

Reply answer_calendar(const Options& options, std::istream& in) {
  if (options.cohort) return answer_cohort(options);
  if (options.find_from) return answer_find(options, in);
  if (!options.day_zero) return answer_case_calendar(options, in);
  OptionReader reader;
  if (options.format == Format::ics)
    reader.report("--format", TextFault{Fault::usage, "a calendar file needs a patient's case",
                                        "name a case instead of --day-zero"});
  const auto day_zero = reader.read("--day-zero", options.day_zero, read_iso_date);
  if (day_zero && !is_plannable(*day_zero))
    reader.report("--day-zero",
                  {Fault::outside_limits, "the date is outside 1990 to 2100", "check the year"});
  if (!options.argument.empty() || !options.settings.empty() || options.on || options.by ||
      options.move || !options.acknowledgements.empty())
    reader.report("--day-zero",
                  TextFault{Fault::usage, "a day zero on the command line goes without a case",
                            "leave out CASE, --set, --on, --acknowledge and --by, or write --set "
                            "order.day_zero=2026-12-07"});
  if (!options.protocol)
    reader.report("--protocol", {Fault::missing_key, "a calendar without a case needs a protocol",
                                 "add --protocol f01"});
  reader.finish();
  const Treatment treatment = treatment_without_case(options);
  Findings findings;
  review_plan({treatment, PlanSetting(treatment, 0), 0, *day_zero, nullptr}, findings);
  const Calendar calendar =
      make_calendar(treatment.protocol, treatment.drugs,
                    {*day_zero, 0, std::nullopt, {}, {}, 1, &treatment.site.closed});
  const std::vector<ReleasedFinding> released = unacknowledged(findings);
  return {render({&treatment, &calendar, &released, *day_zero}, options), exit_code_of(released)};
}

} // namespace nkdose
