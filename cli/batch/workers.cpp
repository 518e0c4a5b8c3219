#include "cli/batch/workers.hpp"

#include "cli/case/case_limits.hpp"
#include "cli/case/case_reader.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/fhir/case/case.hpp"
#include "cli/options/treatment_files.hpp"
#include "cli/row/plain_row.hpp"
#include "cli/row/row_in.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace nkdose {
namespace {

void count(Status status, RowCounts& counts) {
  switch (status) {
  case Status::ready:
    ++counts.ready;
    return;
  case Status::draft:
    ++counts.draft;
    return;
  case Status::refused:
    ++counts.refused;
    return;
  }
}

std::vector<std::string_view> codes_of(const std::vector<Fault>& faults) {
  std::vector<std::string_view> codes;
  for (const Fault fault : faults)
    if (!holds(codes, code_of(fault))) codes.push_back(code_of(fault));
  return codes;
}

/// A place in a row, which is one line. What is wrong with all of it stands at its beginning.
Position position_in(std::size_t line, std::size_t column) {
  return {static_cast<std::uint32_t>(line), std::max(1u, static_cast<std::uint32_t>(column))};
}

/// What a row becomes, in the output's own form.
class RowOutput {
public:
  explicit RowOutput(BatchOutput output) : output_(output) {}

  void decided(const BatchLayout& layout, const Case& the_case, const Decision& decision,
               BlockResult& result) {
    count(decision.release.status, result.counts);
    if (output_ == BatchOutput::csv)
      layout.append_csv(the_case, decision, days_, result.out);
    else
      layout.append_json(the_case, decision, result.out);
  }

  void planned(const Plan& plan, BlockResult& result) const {
    count(plan.release.status, result.counts);
    result.out.append(plan_json(plan, JsonLines::one));
  }

  void wrong(const BatchLayout& layout, std::string_view id, const std::vector<Fault>& faults,
             BlockResult& result) const {
    ++result.counts.error;
    if (output_ == BatchOutput::csv)
      layout.append_csv_error(id, codes_of(faults), result.out);
    else
      layout.append_json_error(id, codes_of(faults), result.out);
  }

private:
  BatchOutput output_;
  DayWriter days_;
};

/// The case as of a day that somebody has named. What was measured before the drugs is judged on
/// that day where it is the later one; a measurement of a day to come is one without a date.
const Case& as_of(const Case& the_case, Day named_day, std::optional<Case>& kept) {
  kept.emplace(the_case);
  const Day first_drug_day = the_case.calculated_on;
  kept->calculated_on = named_day;
  kept->names_its_day = true;
  const Day judged_on = std::max(named_day, first_drug_day);
  if (judged_on != first_drug_day) kept->patient.judged_on = days_between(Day(), judged_on);
  const auto age = [&](std::optional<Day> measured) {
    return measured && *measured <= named_day ? std::optional(days_between(*measured, judged_on))
                                              : std::nullopt;
  };
  kept->patient.weight_age_days = age(the_case.weight_on);
  kept->patient.creatinine_age_days = age(the_case.creatinine_on);
  return *kept;
}

/// The case as it is where its id has stood before, which somebody is told.
const Case& repeated(const Case& the_case, std::uint64_t earlier, std::size_t line,
                     std::optional<Case>& kept, BlockResult& result) {
  kept.emplace(the_case);
  kept->earlier_row = earlier;
  result.messages.push_back(
      {{.position = position_in(line, 1)},
       fmt::format("P012: the id {} has stood in line {} before: one of the two "
                   "may be another patient's: correct it, or add "
                   "--repeats-allowed",
                   in_quotes(the_case.id), earlier),
       {},
       true});
  return *kept;
}

class CsvWorker : public RowWorker {
public:
  CsvWorker(const Treatment& treatment, const std::vector<BatchColumn>& columns, char separator,
            BatchOutput output, std::optional<Day> named_day)
      : named_day_(named_day), setting_(treatment, {}), layout_(treatment.protocol),
        plain_(treatment.protocol, columns), reader_(treatment.protocol, columns, separator),
        separator_(separator), output_(output), is_full_(output == BatchOutput::full_plans) {}

  std::string_view row(std::string_view text, std::size_t line, std::uint64_t earlier,
                       BlockResult& result) override {
    const Case* the_case = take_plain(text);
    if (!the_case) the_case = reader_.read(text);
    if (!the_case) {
      if (!reader_.faults().empty()) wrong(text, line, result);
      return reader_.id();
    }
    if (named_day_) the_case = &as_of(*the_case, *named_day_, dated_);
    if (earlier != 0) the_case = &repeated(*the_case, earlier, line, repeated_, result);
    if (is_full_) {
      output_.planned(make_plan(*setting_.treatment, *the_case), result);
    } else {
      decide(setting_, *the_case, decision_);
      output_.decided(layout_, *the_case, decision_, result);
    }
    return the_case->id;
  }

private:
  // A row of another separator is taken as one of commas where it has none, nor quotation marks.
  const Case* take_plain(std::string_view text) {
    if (separator_ == ',') return plain_.take(text);
    if (text.find_first_of(",\"") != text.npos) return nullptr;
    with_commas_.assign(text);
    std::replace(with_commas_.begin(), with_commas_.end(), separator_, ',');
    return plain_.take(with_commas_);
  }

  void wrong(std::string_view text, std::size_t line, BlockResult& result) {
    std::vector<Fault> faults;
    for (const RowFault& fault : reader_.faults())
      faults.push_back(fault.fault.fault);
    output_.wrong(layout_, reader_.id(), faults, result);
    for (const RowFault& fault : reader_.faults()) {
      const std::string_view once = fault.fault.has_two_readings ? reader_.name_of(fault) : "";
      const bool is_said =
          !once.empty() && holds_once(result.messages, once); // of the run, the report knows
      if (result.messages.size() < most_messages && !is_said)
        result.messages.push_back({{.position = position_in(line, reader_.column_of(fault, text))},
                                   message(fault),
                                   once});
    }
  }

  static bool holds_once(const std::vector<RowMessage>& messages, std::string_view once) {
    return any_of(messages, [&](const RowMessage& message) { return message.once == once; });
  }

  std::string message(const RowFault& fault) const {
    const std::string_view name = reader_.name_of(fault);
    return fmt::format("{}{}{}: {}{}", name, name.empty() ? "" : ": ", fault.fault.detail,
                       fault.fault.action,
                       fault.fault.has_two_readings ? ", wherever it stands" : "");
  }

  std::optional<Day> named_day_;
  Setting setting_;
  BatchLayout layout_;
  PlainRow plain_;
  RowReader reader_;
  char separator_;
  std::string with_commas_;
  std::optional<Case> dated_, repeated_;
  RowOutput output_;
  bool is_full_;
  Decision decision_{Infos::left_out}; // a row prints none
};

/// A treatment, and what its rows share.
struct RowTreatment : CaseTreatment {
  RowTreatment(Treatment of, WardZone of_site)
      : CaseTreatment(std::move(of), std::move(of_site)), setting(treatment, {}),
        layout(treatment.protocol) {}

  Setting setting;
  BatchLayout layout;
};

/// What of a case decides which treatment it is under.
struct TreatmentKey {
  std::string protocol;
  int gap;
  bool has_screening;

  friend auto operator<=>(const TreatmentKey&, const TreatmentKey&) = default;
};

/// Treatments of the command line's files: a file is read once for all the cases under it.
class RowTreatments : public TreatmentSource {
public:
  explicit RowTreatments(const Options& options) : files_(options) {}

  std::shared_ptr<const CaseTreatment> of(const Document& the_case) override {
    const TreatmentKey key{std::string(protocol_of(the_case).value_or("")),
                           gap_of(the_case).value_or(0),
                           the_case.root.find("screening") != nullptr};
    auto& known = known_[key];
    if (!known)
      known = std::make_shared<RowTreatment>(files_.treatment_of(the_case), files_.zone());
    latest_ = known.get();
    return known;
  }
  bool is_chosen() const override { return files_.is_chosen(); }
  WardZone zone() override { return files_.zone(); }
  /// What was asked for last.
  const RowTreatment& latest() const { return *latest_; }

private:
  TreatmentFiles files_;
  std::map<TreatmentKey, std::shared_ptr<const RowTreatment>> known_;
  const RowTreatment* latest_ = nullptr;
};

class NdjsonWorker : public RowWorker {
public:
  NdjsonWorker(const Options& options, const BatchLayout& layout, BatchOutput output,
               CaseAdditions additions)
      : additions_(std::move(additions)), treatments_(options), layout_(layout), output_(output),
        form_(output) {}

  std::string_view row(std::string_view text, std::size_t line, std::uint64_t earlier,
                       BlockResult& result) override {
    id_.clear();
    if (text.size() > longest_row) {
      wrong("",
            {{Fault::too_large,
              {},
              "the row is longer than 1 MiB",
              "check whether a line end is missing"}},
            line, result);
      return id_;
    }
    auto document = read_json(text, "");
    if (!document)
      wrong("", document.reason(), line, result);
    else
      answer(admit(std::move(*document), additions_, treatments_), line, earlier, result);
    return id_;
  }

private:
  void answer(const Checked<Admission, Problems>& admission, std::size_t line,
              std::uint64_t earlier, BlockResult& result) {
    if (!admission)
      wrong("", admission.reason(), line, result);
    else if (!admission->of_patient.empty())
      wrong(id_of(admission->document), admission->of_patient, line, result);
    else if (!admission->the_case)
      wrong(id_of(admission->document), admission->the_case.reason(), line, result);
    else if (earlier != 0)
      decided(treatments_.latest(),
              repeated(*admission->the_case, earlier, line, repeated_, result), line, result);
    else
      decided(treatments_.latest(), *admission->the_case, line, result);
  }

  void decided(const RowTreatment& under, const Case& the_case, std::size_t line,
               BlockResult& result) {
    id_ = the_case.id;
    const std::size_t list = the_case.choices.infusion_list;
    const BatchLayout& own =
        list == 0 ? under.layout : other_layout_.emplace(under.treatment.protocol, list);
    if (output_ == BatchOutput::csv && !(own == layout_)) {
      wrong(the_case.id,
            {{Fault::contradiction,
              {.pointer = "/order"},
              "its drugs and days are not the CSV's columns",
              "write NDJSON, or a file for each protocol"}},
            line, result);
    } else if (output_ == BatchOutput::full_plans) {
      form_.planned(make_plan(under.treatment, the_case), result);
    } else {
      const bool has_own_choices = !(the_case.choices == RuleChoices());
      const Setting& setting = has_own_choices
                                   ? other_setting_.emplace(under.treatment, the_case.choices)
                                   : under.setting;
      decide(setting, the_case, decision_);
      form_.decided(own, the_case, decision_, result);
    }
  }

  void wrong(std::string_view id, const Problems& problems, std::size_t line, BlockResult& result) {
    id_.assign(id);
    std::vector<Fault> faults;
    for (const Problem& problem : problems)
      faults.push_back(problem.fault);
    form_.wrong(layout_, id, faults, result);
    for (const Problem& problem : problems) {
      if (result.messages.size() == most_messages) return;
      Place place = problem.place;
      place.position = position_in(line, place.position.column);
      result.messages.push_back(
          {std::move(place), fmt::format("{}: {}", problem.detail, problem.action)});
    }
  }

  static std::string_view id_of(const Document& document) {
    const Value* patient = document.root.find("patient");
    const Value* id = patient ? patient->find("id") : nullptr;
    if (!id || id->type != Value::Type::text || unusable_patient_id(id->literal)) return "";
    return id->literal;
  }

  CaseAdditions additions_;
  RowTreatments treatments_;
  const BatchLayout& layout_;
  BatchOutput output_;
  RowOutput form_;
  std::optional<BatchLayout> other_layout_;
  std::optional<Setting> other_setting_;
  std::optional<Case> repeated_;
  std::string id_;                     ///< of the row, where it is known
  Decision decision_{Infos::left_out}; // a row prints none
};

} // namespace

std::unique_ptr<RowWorker> csv_worker(const Treatment& treatment,
                                      const std::vector<BatchColumn>& columns, char separator,
                                      BatchOutput output, std::optional<Day> named_day) {
  return std::make_unique<CsvWorker>(treatment, columns, separator, output, named_day);
}

std::unique_ptr<RowWorker> ndjson_worker(const Options& options, const BatchLayout& layout,
                                         BatchOutput output, CaseAdditions additions) {
  return std::make_unique<NdjsonWorker>(options, layout, output, std::move(additions));
}

} // namespace nkdose
