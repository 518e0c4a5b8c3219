// Commands on a case: plan, screen, cells, verify and calendar.
#include "cli/sheet/plan.hpp"
#include "cli/admit/case_answers.hpp"
#include "cli/case/case_fields.hpp"
#include "cli/case/screening_template.hpp"
#include "cli/command/commands.hpp"
#include "cli/data/calendar/calendar_csv.hpp"
#include "cli/data/calendar/calendar_ics.hpp"
#include "cli/data/calendar/calendar_json.hpp"
#include "cli/data/calendar/day_zeros_csv.hpp"
#include "cli/data/calendar/day_zeros_json.hpp"
#include "cli/data/document_json.hpp"
#include "cli/data/plan/cells_json.hpp"
#include "cli/data/plan/plan_csv.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/data/plan/screening_json.hpp"
#include "cli/data/plan/verification_json.hpp"
#include "cli/fhir/read/case.hpp"
#include "cli/fhir/write/bundle.hpp"
#include "cli/options/document_file.hpp"
#include "cli/options/option_reader.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/sheet/calendar.hpp"
#include "cli/sheet/cells.hpp"
#include "cli/sheet/day_zeros.hpp"
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

std::optional<Acknowledgement> read_acknowledgement(const std::string& text, const Options& options,
                                                    OptionReader& reader) {
  const auto equals = text.find('=');
  const std::string head = text.substr(0, equals);
  const auto colon = head.find(':');
  Acknowledgement result{head.substr(0, colon), colon == head.npos ? "" : head.substr(colon + 1),
                         options.by.value_or(""),
                         equals == text.npos ? "" : text.substr(equals + 1)};
  if (!is_printable(result.by))
    reader.report("--by", TextFault{Fault::text, "the name cannot be printed", "write it again"});
  if (result.reason.empty() || !is_printable(text)) {
    reader.report("--acknowledge",
                  {Fault::usage,
                   fmt::format("{} has no reason, or cannot be printed", in_quotes(text)),
                   "write CODE=REASON or CODE:SUBJECT=REASON"});
    return std::nullopt;
  }
  reader.report("--acknowledge", bad_finding_code(result.code));
  return result;
}

// The whole plan so many days later or earlier; the case's own day zero stays in the file. What is
// wrong with that day zero is said when the case is read.
void move_day_zero(const Options& options, OptionReader& reader, CaseInput& input) {
  const auto days = reader.read("--move", options.move, read_whole);
  if (!days) return;
  if (*days < -366 || *days > 366)
    reader.report("--move", TextFault{Fault::outside_limits, "more than a year",
                                      "write order.day_zero with --set"});
  const Value* order = input.document.root.find("order");
  const Value* day_zero = order ? order->find("day_zero") : nullptr;
  const auto date = read_iso_date(day_zero ? day_zero->literal : std::string_view());
  if (!date) return;
  set_text(input.document, "order.day_zero", iso_date(*date + std::chrono::days(*days)));
  input.additions.overrides.push_back("--move " + *options.move);
}

// What the command line says of a case: its words on single keys, and its acknowledgements.
void change_by_options(const Options& options, OptionReader& reader, CaseInput& input) {
  for (const std::string& setting : options.settings) {
    const auto equals = setting.find('=');
    const auto fault =
        equals == setting.npos
            ? TextFault{Fault::usage, fmt::format("{} is not KEY=TEXT", in_quotes(setting)),
                        "write such as \"patient.weight=61 kg\""}
            : set_text(input.document, setting.substr(0, equals), setting.substr(equals + 1));
    reader.report("--set", fault);
    input.additions.overrides.push_back(printable(setting));
  }
  move_day_zero(options, reader, input);
  if (options.holidays)
    input.additions.overrides.push_back("--holidays " + printable(*options.holidays));
}

void add_by_options(const Options& options, OptionReader& reader, CaseInput& input) {
  if (!options.acknowledgements.empty() && options.by.value_or("").empty())
    reader.report("--by",
                  {Fault::missing_key, "an acknowledgement needs a name", "add --by \"J Doe\""});
  for (const std::string& acknowledgement : options.acknowledgements)
    if (auto read = read_acknowledgement(acknowledgement, options, reader))
      input.additions.acknowledgements.push_back(std::move(*read));
  input.additions.on = reader.read("--on", options.on, read_iso_date);
}

/// A case, and the treatment that it is under.
struct Admission {
  CaseInput input;
  Treatment treatment;
  std::optional<Document> bundle; ///< that the case was read from
};

// What counts as measured depends on the day of the calculation, and that on the order as the
// command line changes it.
Admission admit_fhir(const Options& options, Document bundle, CaseAdditions additions) {
  const FhirResources resources(bundle);
  auto order = case_order(resources);
  CaseInput input{std::move(must(order)), std::move(additions)}, changed = input;
  OptionReader reader;
  add_by_options(options, reader, input);
  change_by_options(options, reader, changed);
  reader.finish();
  Treatment treatment = treatment_of_case(changed.document, options);
  const auto& on = input.additions.on;
  Problems problems =
      add_patient(resources, treatment.protocol,
                  on ? on : first_drug_day(changed.document, treatment.protocol), input.document);
  if (!problems.empty()) throw Invalid{std::move(problems)};
  if (options.protocol) name_protocol(input.document, treatment.protocol);
  change_by_options(options, reader, input);
  return {std::move(input), std::move(treatment), std::move(bundle)};
}

Admission admit(const Options& options, std::istream& in) {
  const bool from_stream = options.argument.empty() || options.argument == "-";
  const std::string name = from_stream ? "standard input" : printable(options.argument);
  const std::string text =
      from_stream ? must(read_whole_stream(in, name)) : must(read_whole_file(options.argument));
  auto document =
      options.argument.ends_with(".toml") ? read_toml(text, name) : read_json(text, name);
  CaseAdditions additions;
  additions.sha256 = sha256(text);
  if (is_fhir(must(document))) return admit_fhir(options, std::move(*document), additions);
  CaseInput input{std::move(*document), std::move(additions)};
  OptionReader reader;
  change_by_options(options, reader, input);
  add_by_options(options, reader, input);
  reader.finish();
  Treatment treatment = treatment_of_case(input.document, options);
  return {std::move(input), std::move(treatment), {}};
}

/// The treatment of a protocol alone, which must have days of its own.
Treatment treatment_without_case(const Options& options) {
  TreatmentTexts texts;
  find_site(options, texts);
  find_protocol(*options.protocol, texts);
  Treatment treatment = treatment_of(texts);
  if (treatment.protocol.gap_is_chosen)
    throw Invalid{
        {{Fault::missing_key, "--protocol",
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
    throw Invalid{{{Fault::data, "--protocol", "the protocol has no file of criteria",
                    "put NAME.criteria.toml beside the protocol file"}}};
  auto criteria = load_criteria({*texts.criteria_name, texts.criteria});
  return std::move(must(criteria));
}

namespace {

template <class Answer>
Reply on_plan(const Options& options, std::istream& in, Answer answer) {
  const Admission admission = admit(options, in);
  const Document& document = admission.input.document;
  return answer_on_plan(admission.input, admission.treatment,
                        [&](const Plan& plan) { return answer(plan, document); });
}

} // namespace

namespace {

// A calendar file is kept apart from others by its patient, and it is of the case as it stands.
std::string ics_of(const Plan& plan, const Options& options) {
  if (options.move)
    throw Invalid{
        {{Fault::usage, "--move", "a calendar file would put a question into calendars as the plan",
          "look at it as text; once it is decided, write [[postponed]] into the case"}}};
  if (plan.the_case->id.empty())
    throw Invalid{{{Fault::missing_key, "/patient/id",
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
    throw Invalid{{{Fault::unknown_name, "--fhir-bundle",
                    fmt::format("{} is neither collection nor transaction", in_quotes(wanted)),
                    did_you_mean(wanted, kinds)}}};
  if (plan.the_case->id.empty())
    throw Invalid{{{Fault::missing_key, "/patient/id",
                    "a FHIR bundle without a patient id would be nobody's", "add [patient] id"}}};
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
      throw Invalid{
          {plan.the_case->screening
               ? Problem{Fault::data, "/screening",
                         "the protocol has no file of criteria to judge by",
                         "put NAME.criteria.toml beside the protocol file"}
               : Problem{Fault::missing_key, "/screening", "the case has no [screening] table",
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
      throw Invalid{{{Fault::missing_key, "--order", "there is no order to compare with the case",
                      "add --order order.json, .toml or .csv"}}};
    auto order = written_order(FhirResources(*admission.bundle), admission.treatment.protocol,
                               OwnMeasurements::none, {});
    return {std::move(must(order)), OrderForm::tables, admission.input.additions.sha256};
  }
  const std::string text = must(read_whole_file(*options.order));
  const Document document = document_of(*options.order, text, read_order_csv);
  if (!is_fhir(document))
    return {document, options.order->ends_with(".csv") ? OrderForm::rows : OrderForm::tables,
            sha256(text)};
  const CaseAdditions& additions = admission.input.additions;
  const bool is_same = sha256(text) == additions.sha256 ||
                       (admission.bundle && // in other white space, too
                        compact_json(admission.bundle->root) == compact_json(document.root));
  auto order = written_order(
      FhirResources(document), admission.treatment.protocol,
      is_same ? OwnMeasurements::none : OwnMeasurements::stated,
      additions.on ? additions.on
                   : first_drug_day(admission.input.document, admission.treatment.protocol));
  return {std::move(must(order)), OrderForm::tables, sha256(text)};
}

} // namespace

Reply answer_verify(const Options& options, std::istream& in) {
  const Admission admission = admit(options, in);
  return answer_on_order(admission.input, admission.treatment, order_input(options, admission),
                         options.format == Format::json ? verification_json : verification_text);
}

namespace {

std::optional<StudyDayOne> read_study_day_one(const Options& options) {
  if (!options.study_day_one) return std::nullopt;
  const auto found = find_in(study_day_one_words, std::string_view(*options.study_day_one));
  if (found == study_day_one_words.end())
    throw Invalid{{{Fault::unknown_name, "--study-day-one",
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
    const Treatment& treatment = admission.treatment;
    auto admitted = read_case(admission.input.document, treatment, admission.input.additions);
    const Plan plan = make_plan(treatment, must(admitted));
    if (!admitted->given.empty())
      throw Invalid{{{Fault::contradiction, "--find-from",
                      "treatment has begun, so no other day zero is looked for",
                      "leave out --find-from, or the [[given]] tables of another plan"}}};
    return answer(treatment, admitted->choices.infusion_list, &plan);
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
