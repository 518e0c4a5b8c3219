#include "cli/data/plan/verification_json.hpp"

#include "cli/answer/verification_answer.hpp"
#include "cli/data/findings_json.hpp"
#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/cell_words.hpp"
#include "cli/words/measurement_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

class VerificationJson {
public:
  explicit VerificationJson(const Verification& verification)
      : verification_(verification), comparison_(verification.comparison), plan_(*comparison_.plan),
        order_(*comparison_.order) {}

  std::string write() && {
    json_.open_object();
    json_.key("schema").text("nkdose/verify/2");
    json_.key("nkdose").text(program_version());
    json_.key("verdict").text(to_text(verification_.verdict));
    json_.key("independent").raw(comparison_.is_independent() ? "true" : "false");
    json_.key("plan_status").text(to_text(plan_.release.status));
    write_origin(json_, plan_);
    json_.key("order_sha256").text(order_.sha256);
    const Tolerance& tolerance = plan_.treatment->site.tolerance;
    json_.key("tolerance").open_object(true).key("percent").number(tolerance.percent);
    json_.key("source").text(tolerance.source).close_object();
    write_patient(json_, *plan_.the_case);
    json_.key("day_zero").text(iso_date(plan_.the_case->day_zero));
    measurements();
    json_.key("doses").open_list();
    for (const ComparedDose& row : comparison_.doses)
      dose(row);
    json_.close_list();
    cells();
    write_findings(json_, verification_.findings, plan_.the_case, plan_.treatment, !plan_order());
    json_.key("texts").open_list();
    for (const ComparedText& one : comparison_.texts)
      text(one);
    json_.close_list();
    json_.close_object();
    return std::move(json_).finish();
  }

private:
  const Order* plan_order() const { return plan_.release.order(); }

  void measurements() {
    json_.key("measurements").open_list();
    for (const ComparedMeasurement& one : comparison_.measurements) {
      const auto value = [&](std::string_view key, const std::optional<Decimal>& number) {
        json_.key(key);
        if (number && one.what == Measurement::sex)
          json_.text(sex_word(*number));
        else
          json_.number_or_null(number);
      };
      json_.open_object(true).key("measurement").text(words_of(one.what).key);
      value("ordered", one.ordered);
      value("case", one.ours);
      const bool is_number = one.ordered && one.ours && one.what != Measurement::sex;
      json_.key("difference_percent")
          .number_or_null(is_number ? difference_percent(*one.ordered, *one.ours) : std::nullopt);
      json_.key("match").text(to_text(one.match)).close_object();
    }
    json_.close_list();
  }

  void dose(const ComparedDose& row) {
    const ShownDose shown = shown_dose(comparison_, row);
    json_.open_object(true).key("drug").text(plan_.rule.drugs[row.drug].drug.text());
    json_.key("date").text(iso_date(row.date)).key("ordered_date");
    json_.text_or_null(row.ordered ? iso_date(row.ordered->date) : "");
    json_.key("dose").text_or_null(row.of == 0 ? "" : fmt::format("{} of {}", row.number, row.of));
    json_.key("ordered_mg").number_or_null(shown.ordered);
    json_.key("adjusted_mg_per_day").number_or_null(shown.adjusted);
    json_.key("dose_mg_per_day").number_or_null(shown.rounded);
    json_.key("difference_percent").number_or_null(shown.difference);
    json_.key("match").text(to_text(row.match));
    json_.key("finding").text_or_null(row.slip ? row.slip->text.code.text() : "");
    json_.key("level_match").text(to_text(row.level));
    json_.key("volume_match").text(to_text(row.volume));
    json_.key("vials_match").text(to_text(row.vials)).close_object();
  }

  void days(std::string_view key, const std::vector<Day>& days) {
    json_.key(key).open_list(true);
    for (const Day day : days)
      json_.text(iso_date(day));
    json_.close_list();
  }

  void cells() {
    json_.key("cells");
    if (!comparison_.cells) {
      json_.null();
      return;
    }
    const ComparedCells& cells = *comparison_.cells;
    const auto count = [&](std::string_view key, const std::optional<CellCount>& number) {
      json_.key(key).raw(number ? plain_count(*number) : "null");
    };
    json_.open_object(true);
    count("ordered_cells", cells.ordered);
    count("level_cells", cells.ours);
    json_.key("difference_percent")
        .number_or_null(cells.ordered && cells.ours
                            ? difference_percent(cells.ordered->value(), cells.ours->value())
                            : std::nullopt);
    json_.key("level_match").text(to_text(cells.level));
    days("missing_dates", cells.missing);
    days("extra_dates", cells.extra);
    days("given_dates", cells.given);
    json_.key("lots_match").text(to_text(cells.lots));
    json_.key("volume_match").text(to_text(cells.volume)).close_object();
  }

  // Those that say something else or are not understood. A refused plan's are withheld.
  void text(const ComparedText& one) {
    json_.open_object().key("about").text(one.subject(plan_).text());
    json_.key("place").text(one.text->place);
    json_.key("text").text_or_null(plan_order() ? one.text->text : "");
    json_.key("differs").open_list();
    for (const TextAgreement::Difference& difference : one.agreement.differences) {
      json_.open_object(true).key("what").text(to_text(difference.what));
      json_.key("words").text_or_null(plan_order() ? difference.words : "").close_object();
    }
    json_.close_list();
    json_.key("not_understood").open_list(true);
    for (const std::string& words : one.agreement.not_understood)
      json_.text(plan_order() ? words : "(withheld)");
    json_.close_list().close_object();
  }

  const Verification& verification_;
  const OrderComparison& comparison_;
  const Plan& plan_;
  const WrittenOrder& order_;
  JsonWriter json_;
};

} // namespace

std::string verification_json(const Verification& verification) {
  return VerificationJson(verification).write();
}

} // namespace nkdose
