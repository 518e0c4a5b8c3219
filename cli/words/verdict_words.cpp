#include "cli/words/verdict_words.hpp"

#include "cli/answer/verification_answer.hpp"
#include "cli/words/shown.hpp"
#include "dosing/text/wording.hpp"

namespace nkdose {
namespace {

using namespace fmt::literals;

// "500 mg and 200 mg".
std::string listed(const std::vector<DrugMass>& vials) {
  std::string text;
  for (const DrugMass& vial : vials)
    text += fmt::format("{}{} mg", text.empty() ? "" : " and ", shown(vial));
  return text.empty() ? "none" : text;
}

class DoseRemarks {
public:
  DoseRemarks(const OrderComparison& comparison, const ComparedDose& row)
      : comparison_(comparison), plan_(*comparison.plan), row_(row) {}

  std::vector<std::string> remarks() && {
    const ShownDose shown = shown_dose(comparison_, row_);
    if (shown.ordered && shown.adjusted && !shown.difference)
      add("more than 10,000 times the computed dose");
    if (row_.slip && row_.slip->text.code != Code("O001"))
      add(fmt::format("looks like: {slip} ({code})", "slip"_a = row_.slip->text.title,
                      "code"_a = row_.slip->text.code.text()));
    if (row_.lost_sign) lost_sign();
    if (row_.level == Match::differs) level();
    if (plan_.release.status == Status::refused || !row_.ordered) return std::move(remarks_);
    volume();
    vials();
    return std::move(remarks_);
  }

private:
  void add(std::string text) { remarks_.push_back(std::move(text)); }

  void lost_sign() {
    const Timeline timeline = timeline_of(plan_.treatment->protocol, *plan_.the_case);
    add(fmt::format("ordered for {day}  {date}: the sign of the day was lost (O010)",
                    "day"_a = day_name(timeline.number_of(row_.ordered->date)),
                    "date"_a = weekday_date(row_.ordered->date)));
  }

  void level() {
    const auto& ours = plan_.the_case->prescription.drugs[row_.drug].level;
    add(fmt::format("level: {ordered} mg/m2/day ordered, {ours} mg/m2/day in the case DIFFERS",
                    "ordered"_a = shown(*row_.ordered->level),
                    "ours"_a = ours ? shown(*ours) : "no"));
  }

  const PreparedDose* ours() const {
    return row_.left ? our_preparation(plan_, row_.drug) : nullptr;
  }

  void volume() {
    if (row_.volume == Match::not_stated) return;
    add(fmt::format("volume: {ordered} mL ordered, {ours} {match}",
                    "ordered"_a = shown(*row_.ordered->volume),
                    "ours"_a = ours() ? shown(ours()->drawn) + " mL computed," : "",
                    "match"_a = match_word(row_.volume)));
  }

  void vials() {
    if (row_.vials == Match::not_stated) return;
    add(fmt::format("vials: {ordered} ordered, {ours} {match}",
                    "ordered"_a = listed(row_.ordered->vials),
                    "ours"_a = ours() ? listed(our_vials(plan_, row_)) + " computed," : "",
                    "match"_a = match_word(row_.vials)));
  }

  const OrderComparison& comparison_;
  const Plan& plan_;
  const ComparedDose& row_;
  std::vector<std::string> remarks_;
};

} // namespace

std::string_view verdict_line(Status status) {
  switch (status) {
  case Status::ready:
    return "READY TO CHECK: no open warning, no stop. A person still checks it.";
  case Status::draft:
    return "DRAFT: not an order. Open warnings are listed under FINDINGS.";
  case Status::refused:
    return "REFUSED: no dose is given. The stops are listed under FINDINGS.";
  }
  return {};
}

std::string status_title(const Release& release) {
  int acknowledged = 0, waived = 0;
  for (const ReleasedFinding& one : release.findings) {
    acknowledged += one.acknowledgement ? 1 : 0;
    waived += one.waiver ? 1 : 0;
  }
  std::string title(release.status == Status::ready   ? "READY TO CHECK"
                    : release.status == Status::draft ? "DRAFT"
                                                      : "REFUSED");
  if (acknowledged > 0) title += fmt::format(", {} acknowledged", acknowledged);
  if (waived > 0) title += fmt::format(", {} waived", waived);
  return title;
}

namespace {

bool is_draft(const Verification& verification) {
  return verification.comparison.plan->release.status == Status::draft;
}

} // namespace

std::string_view verdict_title(const Verification& verification) {
  switch (verification.verdict) {
  case OrderVerdict::agrees:
    return "AGREES";
  case OrderVerdict::differs:
    return "DIFFERS";
  case OrderVerdict::read:
    return is_draft(verification) ? "TO BE READ, AND OUR PLAN IS A DRAFT" : "TO BE READ";
  }
  return {};
}

std::string_view verdict_line(const Verification& verification) {
  switch (verification.verdict) {
  case OrderVerdict::agrees:
    return "AGREES: within the tolerance, and our own plan is ready. A person still checks it.";
  case OrderVerdict::differs:
    return verification.comparison.plan->release.status == Status::refused
               ? "DIFFERS: do not prepare from this order. See FINDINGS. Our own plan is REFUSED."
               : "DIFFERS: do not prepare from this order. See FINDINGS.";
  case OrderVerdict::read:
    return is_draft(verification)
               ? "TO BE READ: what is compared agrees, but our own plan is a DRAFT: not an order. "
                 "See FINDINGS."
               : "TO BE READ: what is compared agrees; a person reads the rest. See FINDINGS.";
  }
  return {};
}

std::vector<std::string> text_remarks(const ComparedText& text) {
  std::vector<std::string> remarks{in_quotes(text.text->text)};
  for (const TextAgreement::Difference& one : text.agreement.differences)
    remarks.push_back(fmt::format("{}: {} DIFFERS", to_text(one.what), in_quotes(one.words)));
  for (const std::string& words : text.agreement.not_understood)
    remarks.push_back(fmt::format("not understood: {} TO BE READ", in_quotes(words)));
  return remarks;
}

std::string_view match_word(Match match) {
  constexpr std::string_view words[] = {"agrees", "near",  "DIFFERS", "MISSING",
                                        "EXTRA",  "GIVEN", "",        "not compared"};
  return words[static_cast<std::size_t>(match)];
}

std::vector<std::string> dose_remarks(const OrderComparison& comparison, const ComparedDose& row) {
  return DoseRemarks(comparison, row).remarks();
}

} // namespace nkdose
