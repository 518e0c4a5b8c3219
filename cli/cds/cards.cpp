#include "cli/cds/cards.hpp"

#include "cli/answer/verification_answer.hpp"
#include "cli/data/document_json.hpp"
#include "cli/fhir/write/dosage.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/finding_words.hpp"
#include "cli/words/shown.hpp"
#include "cli/words/verdict_words.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/sha256.hpp"
#include "dosing/text/utf8.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/instruction/amounts.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

constexpr std::size_t longest_summary = 139; // characters: CDS Hooks wants fewer than 140

std::string_view indicator_of(Severity severity) {
  switch (severity) {
  case Severity::info:
    return "info";
  case Severity::warning:
    return "warning";
  case Severity::stop:
    break;
  }
  return "critical";
}

std::string shortened(const std::string& text) {
  if (character_count(text) <= longest_summary) return text;
  return text.substr(0, bytes_of_characters(text, longest_summary - 3)) + "...";
}

// Nothing of a text is taken for Markdown.
std::string plain_markdown(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (std::string_view("\\`*_[]<>#|").find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

struct Card {
  std::string summary;
  Severity severity = Severity::info;
  std::string detail; ///< Markdown
  std::string source; ///< the citation
  const Finding* topic = nullptr;
  std::string_view topic_title = {};
};

class ResponseWriter {
public:
  ResponseWriter() { json_.open_object().key("cards").open_list(); }

  void begin(const Card& card) {
    is_open_ = is_open_ || card.severity > Severity::info;
    json_.open_object().key("summary").text(shortened(card.summary));
    json_.key("indicator").text(indicator_of(card.severity));
    json_.text_at("detail", card.detail);
    json_.key("source").open_object().key("label").text(card.source);
    if (card.topic) {
      json_.key("topic");
      json_.coding(finding_system, card.topic->code.text(), card.topic_title);
    }
    json_.close_object();
  }
  void end() { json_.close_object(); }
  FhirWriter& json() { return json_; }

  CdsResponse finish() && {
    json_.close_list().close_object();
    return {std::move(json_).finish(), is_open_};
  }

private:
  FhirWriter json_;
  bool is_open_ = false;
};

// As it was sent, but for what JSON may hold and FHIR may not: nulls and what is empty.
bool is_element(const Value& value) {
  return value.type != Value::Type::nothing &&
         !(value.type == Value::Type::list && value.items.empty()) &&
         !(value.type == Value::Type::table && value.members.empty());
}
Value without_nothing(const Value& value) {
  Value copy = value;
  copy.items.clear();
  copy.members.clear();
  for (const Value& item : value.items)
    if (Value kept = without_nothing(item); is_element(kept)) copy.items.push_back(std::move(kept));
  for (const Member& member : value.members)
    if (Value kept = without_nothing(member.value); is_element(kept))
      copy.members.push_back({member.key, member.position, std::move(kept)});
  return copy;
}

class VerificationCards {
public:
  VerificationCards(const Verification& verification, const FhirResources& resources)
      : verification_(verification), comparison_(verification.comparison), plan_(*comparison_.plan),
        resources_(resources) {}

  CdsResponse write() && {
    comparison_card();
    for (const ReleasedFinding& released : verification_.findings)
      if (is_of_plan(released.finding) && released.is_open()) finding_card(released.finding);
    return std::move(response_).finish();
  }

private:
  bool is_refused() const { return !plan_.release.order(); }
  static bool is_of_plan(const Finding& finding) { return finding.code.text()[0] != 'O'; }
  FindingWords words(const Finding& finding) const {
    return words_of(finding, plan_.treatment, plan_.the_case, is_refused());
  }

  // The worst of what the comparison has found.
  const Finding* worst_difference() const {
    for (const ReleasedFinding& released : verification_.findings)
      if (!is_of_plan(released.finding)) return &released.finding;
    return nullptr;
  }

  void comparison_card() {
    const Finding* worst = worst_difference();
    Card card{summary(worst), worst ? worst->severity : Severity::info, detail(), origin(), worst};
    if (worst) {
      const FindingWords texts = words(*worst);
      card.topic_title = texts.title;
      if (worst->severity > Severity::info) card.source += "; " + texts.source;
    }
    response_.begin(card);
    suggestions();
    response_.end();
  }

  std::string origin() const {
    return fmt::format("nkdose {}, protocol {} version {}", program_version(),
                       plan_.treatment->protocol.id.text(), plan_.treatment->protocol.version);
  }

  std::string summary(const Finding* worst) const {
    switch (verification_.verdict) {
    case OrderVerdict::agrees:
      return fmt::format("The order agrees: {}", daily_doses());
    case OrderVerdict::differs:
      return worst->code == Code("O014")
                 ? "Our own plan is refused: no order can agree with it"
                 : fmt::format("Do not prepare: {} ({})", words(*worst).detail, worst->code.text());
    case OrderVerdict::read:
      break;
    }
    return fmt::format("To be read: {} ({})", words(*worst).detail, worst->code.text());
  }

  std::string daily_doses() const {
    std::string text;
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i)
      text +=
          fmt::format("{}{} {} mg daily", text.empty() ? "" : ", ", plan_.treatment->drugs[i].name,
                      shown(plan_.release.order()->doses(i).rounded));
    return text;
  }

  std::string detail() const {
    std::string text;
    if (!is_refused()) {
      text += "| drug | day | ordered | computed | |\n| --- | --- | --- | --- | --- |\n";
      for (const ComparedDose& row : comparison_.doses)
        text += table_row(row);
      text += '\n';
    }
    for (const ReleasedFinding& released : verification_.findings)
      if (!is_of_plan(released.finding)) text += listed(released.finding);
    if (!is_refused())
      for (std::size_t i = 0; i < comparison_.texts.size(); ++i)
        text += fmt::format(
            "- text {}: {}\n", i + 1,
            plain_markdown(fmt::format("{}", fmt::join(text_remarks(comparison_.texts[i]), "; "))));
    return text;
  }

  std::string table_row(const ComparedDose& row) const {
    const ShownDose shown = shown_dose(comparison_, row);
    const auto amount = [](const std::optional<Decimal>& milligrams) {
      return milligrams ? fmt::format("{} mg", to_grouped_text(*milligrams)) : std::string("none");
    };
    return fmt::format("| {} | {} | {} | {} | {} |\n", plan_.treatment->drugs[row.drug].name,
                       weekday_date(row.date), amount(shown.ordered), amount(shown.rounded),
                       to_text(row.match));
  }

  std::string listed(const Finding& finding) const {
    const FindingWords texts = words(finding);
    return fmt::format("- **{} {}**: {}\n", finding.code.text(), plain_markdown(texts.title),
                       plain_markdown(sentences(texts)));
  }

  void finding_card(const Finding& finding) {
    const FindingWords texts = words(finding);
    response_.begin({fmt::format("{}: {}", finding.code.text(), texts.title), finding.severity,
                     listed(finding), texts.source, &finding, texts.title});
    if (can_be_acknowledged(finding)) {
      response_.json().key("overrideReasons").open_list();
      response_.json().coding(acknowledge_system, acknowledgement(finding),
                              fmt::format("{} has been seen, and is accepted for the reason given",
                                          finding.code.text()));
      response_.json().close_list();
    }
    response_.end();
  }
  // As --acknowledge takes it.
  static std::string acknowledgement(const Finding& finding) {
    return finding.subject.text().empty()
               ? std::string(finding.code.text())
               : fmt::format("{}:{}", finding.code.text(), finding.subject.text());
  }

  // The drafts of the drugs whose error is known by name, one dosage each: of a drug in several
  // pieces nobody can say which one was meant.
  struct Correction {
    const RequestedDose* draft;
    std::optional<std::size_t> drug; ///< none: the cells
  };
  // Every drug on other days than ours, and no sign lost: then it is the infusion whose day is
  // wrong.
  bool may_be_the_infusion() const {
    for (std::size_t drug = 0; drug < plan_.rule.drug_count; ++drug)
      if (!any_of(comparison_.doses, [&](const ComparedDose& row) {
            return row.drug == drug && row.match == Match::extra && !row.lost_sign;
          }))
        return false;
    return true;
  }
  bool has_known_error(std::size_t drug) const {
    return any_of(comparison_.doses, [&](const ComparedDose& row) {
      const bool is_wrong_dose = row.slip && row.slip->text.code != Code("O001");
      const bool is_wrong_day = row.lost_sign || row.match == Match::missing ||
                                (row.match == Match::extra && !row.has_passed);
      return row.drug == drug && (is_wrong_dose || is_wrong_day);
    });
  }
  // What would stay in the corrected draft, and speak of another dose.
  bool has_other_figures(const RequestedDose& draft, std::optional<std::size_t> drug) const {
    const auto is_ours = [&](Decimal milligrams) {
      if (!drug) return false;
      const DoseSteps& doses = plan_.release.order()->doses(*drug);
      return milligrams == number_of(doses.rounded) || milligrams == doses.course.value();
    };
    const FhirElement dosage = draft.request["dosageInstruction"].first();
    Value rest = draft.request.value(), rest_of_dosage = dosage.value();
    std::erase_if(rest.members,
                  [](const Member& member) { return member.key == "dosageInstruction"; });
    std::erase_if(rest_of_dosage.members,
                  [](const Member& member) { return is_corrected(member.key); });
    const bool has_rate = any_of(dosage["doseAndRate"].items(), [](const FhirElement& one) {
      return one["rateRatio"] || one["rateRange"] || one["rateQuantity"];
    });
    return has_rate || draft.request["dispenseRequest"] ||
           !all_of(amounts_in(compact_json(rest), order_words()), is_ours) ||
           !all_of(amounts_in(compact_json(rest_of_dosage), order_words()), is_ours);
  }
  std::vector<Correction> corrections(const std::vector<RequestedDose>& drafts) const {
    std::vector<Correction> found;
    const auto add = [&](std::string_view name, std::optional<std::size_t> drug) {
      const RequestedDose* only = nullptr;
      int pieces = 0;
      for (const RequestedDose& draft : drafts)
        if (draft.drug == name) {
          only = &draft;
          ++pieces;
        }
      if (pieces == 1 && !has_other_figures(*only, drug)) found.push_back({only, drug});
    };
    for (std::size_t i = 0; i < plan_.rule.drug_count; ++i)
      if (has_known_error(i) && !planned_doses(plan_, i).empty())
        add(plan_.rule.drugs[i].drug.text(), i);
    const auto& cells = comparison_.cells;
    if (cells && (cells->slip > CellSlip::differs || !cells->missing.empty()) &&
        !planned_events(plan_, EventKind::infusion).empty())
      add("", std::nullopt);
    return found;
  }

  void suggestions() {
    if (is_refused() || verification_.verdict != OrderVerdict::differs || may_be_the_infusion())
      return;
    FhirProblems read_before(resources_.document());
    const std::vector<RequestedDose> drafts = requested_doses(resources_, {}, read_before);
    const std::vector<Correction> all = corrections(drafts);
    if (all.empty()) return;
    FhirWriter& json = response_.json();
    json.key("suggestions").open_list().open_object();
    json.key("label").text("Correct the drafts to the computed doses and days");
    if (plan_.release.status == Status::ready) json.key("isRecommended").raw("true");
    json.key("actions").open_list();
    for (const Correction& one : all)
      action(one);
    json.close_list().close_object().close_list();
    json.key("selectionBehavior").text("at-most-one");
  }

  void action(const Correction& one) {
    FhirWriter& json = response_.json();
    json.open_object().key("type").text("update");
    json.key("description").text(description(one));
    json.key("resource").open_object();
    for (const Member& member : without_nothing(one.draft->request.value()).members)
      if (member.key != "dosageInstruction") json.key(member.key).raw(compact_json(member.value));
    const Value dosage = without_nothing(one.draft->request["dosageInstruction"].first().value());
    if (one.drug)
      write_drug_dosage(json, plan_, *one.drug, &dosage);
    else
      write_cell_dosage(json, plan_, &dosage);
    json.close_object().close_object();
  }
  std::string description(const Correction& one) const {
    const std::vector<const Event*> events =
        one.drug ? planned_doses(plan_, *one.drug) : planned_events(plan_, EventKind::infusion);
    std::string days;
    for (const Event* event : events)
      days += fmt::format("{}{}", days.empty() ? "" : ", ", weekday_date(event->date));
    if (!one.drug) return fmt::format("The cells: the assigned level on {}", days);
    return fmt::format("{} {} mg daily on {}", plan_.treatment->drugs[*one.drug].name,
                       shown(plan_.release.order()->doses(*one.drug).rounded), days);
  }

  const Verification& verification_;
  const OrderComparison& comparison_;
  const Plan& plan_;
  const FhirResources& resources_;
  ResponseWriter response_;
};

} // namespace

CdsResponse no_cards() {
  return ResponseWriter().finish();
}

CdsResponse card_of_problems(const Problems& problems) {
  std::string detail = "Nothing was computed. What to add or to correct:\n\n";
  for (const Problem& problem : problems)
    detail += fmt::format("- {}: {}: {}\n", plain_markdown(printable(to_text(problem.place))),
                          plain_markdown(problem.detail), plain_markdown(problem.action));
  ResponseWriter response;
  response.begin({fmt::format("The order is not complete enough to be checked: {}",
                              problems.size() == 1
                                  ? problems.front().detail
                                  : fmt::format("{} things are missing or wrong", problems.size())),
                  Severity::warning, detail, fmt::format("nkdose {}", program_version())});
  response.end();
  return std::move(response).finish();
}

CdsResponse cards_of(const Verification& verification, const FhirResources& resources) {
  return VerificationCards(verification, resources).write();
}

} // namespace nkdose
