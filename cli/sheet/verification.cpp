#include "cli/sheet/verification.hpp"

#include "cli/answer/verification_answer.hpp"
#include "cli/sheet/findings.hpp"
#include "cli/sheet/plan.hpp"
#include "cli/words/cell_words.hpp"
#include "cli/words/measurement_words.hpp"
#include "cli/words/shown.hpp"
#include "cli/words/verdict_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

using namespace fmt::literals;

class VerificationPage {
public:
  explicit VerificationPage(const Verification& verification)
      : verification_(verification), comparison_(verification.comparison), plan_(*comparison_.plan),
        order_(*comparison_.order), tolerance_(plan_.treatment->site.tolerance) {}

  Sheet write() && {
    head();
    measurements();
    doses();
    if (comparison_.cells) cells(*comparison_.cells);
    if (!comparison_.texts.empty()) texts();
    sheet_.heading("FINDINGS, WORST FIRST");
    if (verification_.findings.empty()) sheet_.line("none");
    add_findings(sheet_, verification_.findings, plan_.the_case, plan_.treatment, is_refused());
    sheet_.heading("SOURCES");
    sheet_.add(block::Sources{});
    sheet_.heading("SIGNATURES (name, date, time)");
    for (const std::string_view who : {"Compared by", "Checked by"})
      sheet_.add(block::FillIn{std::string(who)});
    add_origin(sheet_, plan_);
    sheet_.row("order", order_.sha256, Depth::checksum);
    sheet_.add(block::Closing{verdict()});
    return std::move(sheet_);
  }

private:
  bool is_refused() const { return plan_.release.status == Status::refused; }

  block::Verdict verdict() const {
    constexpr Severity severities[] = {Severity::info, Severity::stop, Severity::warning};
    return {std::string(verdict_line(verification_)),
            severities[static_cast<std::size_t>(verification_.verdict)]};
  }

  void head() {
    sheet_.add(block::Title{"nkdose verify", std::string(verdict_title(verification_))});
    sheet_.add(verdict());
    if (!comparison_.is_independent())
      sheet_.add(
          block::Warning{"NOT INDEPENDENT: the order does not state the measurements that it "
                         "was computed from."});
    const Case& the_case = *plan_.the_case;
    const auto label = [&](std::string_view name, const std::string& text) {
      sheet_.row(name, text, Depth::fact);
    };
    label("Patient", the_case.id.empty() ? "NO ID" : the_case.id);
    label("Protocol", fmt::format("{} version {}", plan_.treatment->protocol.id.text(),
                                  plan_.treatment->protocol.version));
    label("Site", plan_.treatment->site.title);
    label("Day zero", weekday_date(the_case.day_zero));
    label("Our plan", std::string(to_text(plan_.release.status)));
    label("Tolerance",
          fmt::format("{percent} % of our unrounded dose; our rounded dose agrees too; "
                      "dates are the same or they are not{cite}",
                      "percent"_a = to_text(tolerance_.percent),
                      "cite"_a = sheet_.cite(tolerance_.source)));
  }

  // A difference never reads like the tolerance that it is beyond.
  std::string percent(const std::optional<Decimal>& difference) const {
    if (!difference) return "";
    const Decimal limit = *difference < Decimal(0) ? -tolerance_.percent : tolerance_.percent;
    const Decimal cut = cut_beside(*difference, limit, 2);
    return fmt::format("{}{} %", cut > Decimal(0) ? "+" : "", to_grouped_text(cut));
  }

  void compare(std::string_view what, std::string_view ordered, std::string_view ours,
               std::string_view difference, Match match, Depth depth = Depth::margin) {
    sheet_.add(block::Comparison{std::string(what), std::string(ordered), std::string(ours),
                                 std::string(difference), std::string(match_word(match)), depth});
  }

  void measurements() {
    sheet_.heading("MEASUREMENTS");
    sheet_.add(block::ComparisonHead{"ordered", "case", "difference"});
    for (const ComparedMeasurement& one : comparison_.measurements) {
      const MeasurementWords& words = words_of(one.what);
      const auto value = [&](const std::optional<Decimal>& number) {
        if (!number) return std::string("not stated");
        if (one.what == Measurement::sex) return std::string(sex_word(*number));
        return fmt::format("{} {}", to_grouped_text(*number), words.unit);
      };
      const bool is_number = one.ordered && one.ours && one.what != Measurement::sex;
      compare(words.name, value(one.ordered), value(one.ours),
              is_number ? percent(difference_percent(*one.ordered, *one.ours)) : "", one.match);
    }
  }

  void doses() {
    sheet_.heading("DOSES");
    sheet_.add(block::ComparisonHead{"ordered", "computed", "difference"});
    for (std::size_t drug = 0; drug < plan_.rule.drug_count; ++drug) {
      sheet_.line(plan_.treatment->drugs[drug].name);
      if (const DoseSteps* ours = comparison_.ours(drug))
        sheet_.line(fmt::format("{unrounded} mg daily unrounded, to be given as {rounded} mg",
                                "unrounded"_a = shown(ours->adjusted),
                                "rounded"_a = shown(ours->rounded)),
                    Depth::under_line);
      for (const ComparedDose& row : comparison_.doses)
        if (row.drug == drug) dose(row);
    }
  }

  void dose(const ComparedDose& row) {
    const Timeline timeline = timeline_of(plan_.treatment->protocol, *plan_.the_case);
    const std::string number =
        row.of == 0 ? "not planned" : fmt::format("dose {} of {}", row.number, row.of);
    const auto amount = [](const std::optional<Decimal>& milligrams, bool is_there) {
      return milligrams ? fmt::format("{} mg", to_grouped_text(*milligrams))
             : is_there ? std::string("(withheld)")
                        : std::string("none");
    };
    const ShownDose shown = shown_dose(comparison_, row);
    compare(fmt::format("{}  {}  {}", number, day_name(timeline.number_of(row.date)),
                        weekday_date(row.date)),
            amount(shown.ordered, row.ordered), amount(shown.adjusted, row.left.has_value()),
            percent(shown.difference), row.match, Depth::under_line);
    for (const std::string& remark : dose_remarks(comparison_, row))
      sheet_.line(remark, Depth::under_row);
  }

  void cells(const ComparedCells& cells) {
    sheet_.heading(is_refused() ? "CELLS, NOT TO BE GIVEN" : "CELLS");
    sheet_.add(block::ComparisonHead{"ordered", "case", "difference"});
    if (cells.ordered)
      compare("assigned level", power_of_ten_text(*cells.ordered),
              cells.ours ? power_of_ten_text(*cells.ours) : "none",
              cells.ours ? percent(difference_percent(cells.ordered->value(), cells.ours->value()))
                         : "",
              cells.level);
    for (const Day day : cells.missing)
      compare("infusion " + weekday_date(day), "none", "planned", "", Match::missing);
    for (const Day day : cells.given)
      compare("infusion " + weekday_date(day), "ordered", "given", "", Match::given);
    for (const Day day : cells.extra)
      compare("infusion " + weekday_date(day), "ordered", "none", "", Match::extra);
    if (!order_.cells->dates.empty() && cells.missing.empty() && cells.extra.empty() &&
        cells.given.empty())
      compare("infusion days", "", "", "", Match::agrees);
    if (cells.lots != Match::not_stated)
      compare(fmt::format("lots {}", fmt::join(order_.cells->lots, ", ")), "", "", "", cells.lots);
    if (cells.volume == Match::not_stated) return;
    const BagsGiven* bags = our_bags(plan_);
    compare("volume of the next infusion",
            is_refused() ? "(withheld)" : shown(*order_.cells->volume) + " mL",
            bags ? shown(bags->volume) + " mL" : "none", "", cells.volume);
  }

  // What a refused plan withholds may stand in them.
  void texts() {
    sheet_.heading("TEXTS FOR PEOPLE");
    for (std::size_t i = 0; i < comparison_.texts.size(); ++i) {
      const ComparedText& one = comparison_.texts[i];
      sheet_.line(fmt::format("{}  {}  {}", i + 1, one.subject(plan_).text(), one.text->place));
      if (is_refused())
        sheet_.line("(withheld)", Depth::under_line);
      else
        for (const std::string& remark : text_remarks(one))
          sheet_.line(remark, Depth::under_line);
    }
  }

  const Verification& verification_;
  const OrderComparison& comparison_;
  const Plan& plan_;
  const WrittenOrder& order_;
  const Tolerance& tolerance_;
  Sheet sheet_;
};

} // namespace

Sheet verification_sheet(const Verification& verification) {
  return VerificationPage(verification).write();
}

} // namespace nkdose
