#include "cli/batch/workers.hpp"

#include "cli/batch/row_in.hpp"
#include "cli/case/case_limits.hpp"
#include "cli/case/case_reader.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/fhir/read/case.hpp"
#include "cli/options/treatment_files.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"

#include <fmt/format.h>

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

class CsvWorker : public RowWorker {
public:
  CsvWorker(const Treatment& treatment, const std::vector<BatchColumn>& columns, BatchOutput output)
      : setting_(treatment, {}), layout_(treatment.protocol), reader_(treatment, columns),
        output_(output), is_full_(output == BatchOutput::full_plans) {}

  void row(std::string_view text, std::size_t line, BlockResult& result) override {
    if (!reader_.read(text)) {
      wrong(text, line, result);
    } else if (is_full_) {
      output_.planned(make_plan(*setting_.treatment, reader_.the_case()), result);
    } else {
      decide(setting_, reader_.the_case(), decision_);
      output_.decided(layout_, reader_.the_case(), decision_, result);
    }
  }

private:
  void wrong(std::string_view text, std::size_t line, BlockResult& result) {
    std::vector<Fault> faults;
    for (const RowFault& fault : reader_.faults())
      faults.push_back(fault.fault.fault);
    output_.wrong(layout_, reader_.id(), faults, result);
    for (const RowFault& fault : reader_.faults())
      if (result.messages.size() < most_messages)
        result.messages.push_back({line, fmt::format("{}: {}: {}", reader_.place_of(fault, text),
                                                     fault.fault.detail, fault.fault.action)});
  }

  Setting setting_;
  BatchLayout layout_;
  CsvRowReader reader_;
  RowOutput output_;
  bool is_full_;
  Decision decision_{Infos::left_out}; // a row prints none
};

/// A treatment, and what its cases share.
struct Loaded {
  explicit Loaded(Treatment of)
      : treatment(std::move(of)), form(treatment), setting(treatment, {}),
        layout(treatment.protocol) {}
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  Treatment treatment;
  CaseForm form;
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

class NdjsonWorker : public RowWorker {
public:
  NdjsonWorker(const Options& options, const BatchLayout& layout, BatchOutput output)
      : options_(options), layout_(layout), output_(output), form_(output) {}

  void row(std::string_view text, std::size_t line, BlockResult& result) override {
    if (text.size() > longest_row) {
      wrong("",
            {{Fault::too_large, ":1:1", "the row is longer than 1 MiB",
              "check whether a line end is missing"}},
            line, result);
      return;
    }
    const auto document = read_json(text, "");
    if (!document)
      wrong("", document.reason(), line, result);
    else if (is_fhir(*document))
      bundle(*document, line, result);
    else
      admitted(*document, treatment_for(*document), line, result);
  }

private:
  // A file is read once for all the cases under it.
  const Loaded& treatment_for(const Document& document) {
    const TreatmentKey key{std::string(protocol_of(document).value_or("")),
                           gap_of(document).value_or(0),
                           document.root.find("screening") != nullptr};
    auto& loaded = loaded_[key];
    if (!loaded) loaded = std::make_unique<Loaded>(treatment_of_case(document, options_));
    return *loaded;
  }

  void bundle(const Document& document, std::size_t line, BlockResult& result) {
    const FhirResources resources(document);
    auto the_case = case_order(resources);
    if (!the_case) {
      wrong("", the_case.reason(), line, result);
      return;
    }
    const Loaded& loaded = treatment_for(*the_case);
    const Protocol& protocol = loaded.treatment.protocol;
    const Problems problems =
        add_patient(resources, protocol, first_drug_day(*the_case, protocol), *the_case);
    if (options_.protocol) name_protocol(*the_case, protocol);
    if (problems.empty())
      admitted(*the_case, loaded, line, result);
    else
      wrong(id_of(*the_case), problems, line, result);
  }

  void admitted(const Document& document, const Loaded& loaded, std::size_t line,
                BlockResult& result) {
    const auto the_case = read_case(document, loaded.form, {});
    if (the_case)
      decided(loaded, *the_case, line, result);
    else
      wrong(id_of(document), the_case.reason(), line, result);
  }

  void decided(const Loaded& loaded, const Case& the_case, std::size_t line, BlockResult& result) {
    const std::size_t list = the_case.choices.infusion_list;
    const BatchLayout& own =
        list == 0 ? loaded.layout : other_layout_.emplace(loaded.treatment.protocol, list);
    if (output_ == BatchOutput::csv && !(own == layout_)) {
      wrong(the_case.id,
            {{Fault::contradiction, ":1:1 /order", "its drugs and days are not the CSV's columns",
              "write NDJSON, or a file for each protocol"}},
            line, result);
    } else if (output_ == BatchOutput::full_plans) {
      form_.planned(make_plan(loaded.treatment, the_case), result);
    } else {
      const bool has_own_choices = !(the_case.choices == RuleChoices());
      const Setting& setting = has_own_choices
                                   ? other_setting_.emplace(loaded.treatment, the_case.choices)
                                   : loaded.setting;
      decide(setting, the_case, decision_);
      form_.decided(own, the_case, decision_, result);
    }
  }

  void wrong(std::string_view id, const Problems& problems, std::size_t line, BlockResult& result) {
    std::vector<Fault> faults;
    for (const Problem& problem : problems)
      faults.push_back(problem.fault);
    form_.wrong(layout_, id, faults, result);
    for (const Problem& problem : problems) {
      if (result.messages.size() == most_messages) return;
      // ":1:31 /patient/weight": the document is a line of its own
      const std::size_t column = problem.where.find(':', 1);
      const std::string place = column == problem.where.npos ? ":1" : problem.where.substr(column);
      result.messages.push_back(
          {line, fmt::format("{}: {}: {}", place, problem.detail, problem.action)});
    }
  }

  static std::string_view id_of(const Document& document) {
    const Value* patient = document.root.find("patient");
    const Value* id = patient ? patient->find("id") : nullptr;
    if (!id || id->type != Value::Type::text || unusable_patient_id(id->literal)) return "";
    return id->literal;
  }

  const Options& options_;
  const BatchLayout& layout_;
  BatchOutput output_;
  RowOutput form_;
  std::map<TreatmentKey, std::unique_ptr<Loaded>> loaded_;
  std::optional<BatchLayout> other_layout_;
  std::optional<Setting> other_setting_;
  Decision decision_{Infos::left_out}; // a row prints none
};

} // namespace

std::unique_ptr<RowWorker> csv_worker(const Treatment& treatment,
                                      const std::vector<BatchColumn>& columns, BatchOutput output) {
  return std::make_unique<CsvWorker>(treatment, columns, output);
}

std::unique_ptr<RowWorker> ndjson_worker(const Options& options, const BatchLayout& layout,
                                         BatchOutput output) {
  return std::make_unique<NdjsonWorker>(options, layout, output);
}

} // namespace nkdose
