#include "cli/sheet/verification.hpp"

#include "cli/sheet/calendar.hpp"
#include "cli/sheet/plan_faces.hpp"
#include "cli/words/finding_words.hpp"
#include "cli/words/shown.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

struct MeasurementWords {
  std::string_view name, key, unit; ///< for people; for programs; for people
};
constexpr MeasurementWords measurement_words[] = {
    {"sex", "sex", ""},
    {"height", "height_cm", "cm"},
    {"weight", "weight_kg", "kg"},
    {"serum creatinine", "serum_creatinine_umol_per_l", "umol/L"},
};
const MeasurementWords& words_of(Measurement what) {
  return measurement_words[static_cast<std::size_t>(what)];
}

std::string_view sex_word(Decimal place) {
  return place == Decimal(static_cast<int>(Sex::female)) ? "female" : "male";
}

class VerificationText {
public:
  explicit VerificationText(const Verification& verification)
      : verification_(verification), comparison_(verification.comparison), plan_(*comparison_.plan),
        order_(*comparison_.order), tolerance_(plan_.treatment->site.tolerance) {}

  std::string write() && {
    head();
    measurements();
    doses();
    if (comparison_.cells) cells(*comparison_.cells);
    sheet_.heading("FINDINGS, WORST FIRST");
    if (verification_.findings.empty()) sheet_.line("none");
    write_findings(sheet_, verification_.findings, plan_.the_case, plan_.treatment, is_refused());
    sheet_.heading("SOURCES");
    sheet_.sources();
    sheet_.heading("SIGNATURES (name, date, time)");
    for (const std::string_view who : {"Compared by", "Checked by"})
      sheet_.fill_in(who);
    write_origin(sheet_, plan_);
    sheet_.labelled("order", order_.sha256, 2, 30);
    sheet_.blank();
    sheet_.rule();
    sheet_.line(verdict(), 0);
    return std::move(sheet_).finish();
  }

private:
  bool is_refused() const { return plan_.release.status == Status::refused; }

  std::string verdict() const {
    const bool is_ready = plan_.release.status == Status::ready;
    switch (verification_.agreement) {
    case Agreement::agrees:
      return is_ready ? "AGREES: within the tolerance, and our own plan is ready. A person still "
                        "checks it."
                      : "AGREES, but our own plan is a DRAFT: not an order. See FINDINGS.";
    case Agreement::differs:
      return fmt::format("DIFFERS: do not prepare from this order. See FINDINGS.{}",
                         is_refused() ? " Our own plan is REFUSED." : "");
    case Agreement::not_compared:
      return is_refused()
                 ? "NOT COMPARED: our own plan is REFUSED, so no order can agree. See FINDINGS."
                 : "NOT COMPARED in every part. See FINDINGS.";
    }
    return {};
  }

  void head() {
    sheet_.ends("nkdose verify",
                verification_.agreement == Agreement::differs        ? "DIFFERS"
                : verification_.agreement == Agreement::not_compared ? "NOT COMPARED"
                : verification_.is_confirmed()                       ? "AGREES"
                                               : "AGREES, BUT OUR PLAN IS A DRAFT");
    sheet_.rule();
    sheet_.line(verdict());
    if (!comparison_.is_independent())
      sheet_.line("NOT INDEPENDENT: the order does not state the measurements that it was computed "
                  "from.");
    const Case& the_case = *plan_.the_case;
    const auto label = [&](std::string_view name, const std::string& text) {
      sheet_.labelled(name, text, 2, 14);
    };
    label("Patient", the_case.id.empty() ? "NO ID" : the_case.id);
    label("Protocol", fmt::format("{} version {}", plan_.treatment->protocol.id.text(),
                                  plan_.treatment->protocol.version));
    label("Site", plan_.treatment->site.title);
    label("Day zero", weekday_date(the_case.day_zero));
    label("Our plan", std::string(to_text(plan_.release.status)));
    label("Tolerance", fmt::format("{} % of our unrounded dose; our rounded dose agrees too; dates "
                                   "are the same or they are not{}",
                                   to_text(tolerance_.percent), sheet_.cite(tolerance_.source)));
  }

  // A difference never reads like the tolerance that it is beyond.
  std::string percent(const std::optional<Decimal>& difference) const {
    if (!difference) return "";
    const Decimal limit = *difference < Decimal(0) ? -tolerance_.percent : tolerance_.percent;
    const Decimal cut = cut_beside(*difference, limit, 2);
    return fmt::format("{}{} %", cut > Decimal(0) ? "+" : "", to_grouped_text(cut));
  }

  void columns(std::string_view what, std::string_view ordered, std::string_view ours,
               std::string_view difference, std::string_view verdict) {
    std::string line =
        fmt::format("{:<43} {:<14} {:<14} {:<11} {}", what, ordered, ours, difference, verdict);
    line.erase(line.find_last_not_of(' ') + 1);
    sheet_.line(line);
  }

  // In capitals where somebody must act.
  static std::string_view word(Match match) {
    constexpr std::string_view words[] = {"agrees", "near",  "DIFFERS", "MISSING",
                                          "EXTRA",  "GIVEN", "",        "not compared"};
    return words[static_cast<std::size_t>(match)];
  }

  void measurements() {
    sheet_.heading("MEASUREMENTS");
    columns("", "ordered", "case", "difference", "");
    for (const ComparedMeasurement& one : comparison_.measurements) {
      const MeasurementWords& words = words_of(one.what);
      const auto value = [&](const std::optional<Decimal>& number) {
        if (!number) return std::string("not stated");
        if (one.what == Measurement::sex) return std::string(sex_word(*number));
        return fmt::format("{} {}", to_grouped_text(*number), words.unit);
      };
      const bool is_number = one.ordered && one.ours && one.what != Measurement::sex;
      columns(words.name, value(one.ordered), value(one.ours),
              is_number ? percent(difference_percent(*one.ordered, *one.ours)) : "",
              word(one.match));
    }
  }

  void doses() {
    sheet_.heading("DOSES");
    columns("", "ordered", "computed", "difference", "");
    for (std::size_t drug = 0; drug < plan_.rule.drug_count; ++drug) {
      sheet_.line(plan_.treatment->drugs[drug].name);
      if (const DailyDoses* ours = comparison_.ours(drug))
        sheet_.line(fmt::format("{} mg daily unrounded, to be given as {} mg",
                                shown(ours->adjusted), shown(ours->rounded)),
                    4);
      for (const ComparedDose& row : comparison_.doses)
        if (row.drug == drug) dose(row);
    }
  }

  void dose(const ComparedDose& row) {
    const Timeline timeline(plan_.treatment->protocol, plan_.the_case->choices.infusion_list,
                            plan_.the_case->day_zero, plan_.the_case->given);
    const std::string number =
        row.of == 0 ? "not planned" : fmt::format("dose {} of {}", row.number, row.of);
    const auto amount = [](const std::optional<Decimal>& milligrams, bool is_there) {
      return milligrams ? fmt::format("{} mg", to_grouped_text(*milligrams))
             : is_there ? std::string("(withheld)")
                        : std::string("none");
    };
    const ShownDose shown = shown_dose(comparison_, row);
    columns(fmt::format("  {}  {}  {}", number, day_name(timeline.number_of(row.date)),
                        weekday_date(row.date)),
            amount(shown.ordered, row.ordered), amount(shown.adjusted, row.left.has_value()),
            percent(shown.difference), word(row.match));
    if (shown.ordered && shown.adjusted && !shown.difference)
      sheet_.line("more than 10,000 times the computed dose", 6);
    if (row.slip && row.slip->text.code != Code("O001"))
      sheet_.line(
          fmt::format("looks like: {} ({})", row.slip->text.title, row.slip->text.code.text()), 6);
    if (row.lost_sign)
      sheet_.line(fmt::format("ordered for {}  {}: the sign of the day was lost (O010)",
                              day_name(timeline.number_of(row.ordered->date)),
                              weekday_date(row.ordered->date)),
                  6);
    details(row);
  }

  void details(const ComparedDose& row) {
    if (row.level == Match::differs)
      sheet_.line(fmt::format("level: {} mg/m2/day ordered, {} mg/m2/day in the case DIFFERS",
                              shown(*row.ordered->level),
                              plan_.the_case->order.drugs[row.drug].level
                                  ? shown(*plan_.the_case->order.drugs[row.drug].level)
                                  : "no"),
                  6);
    if (is_refused() || !row.ordered) return;
    const PreparationSheet* ours = row.left ? our_preparation(plan_, row.drug) : nullptr;
    if (row.volume != Match::not_stated)
      sheet_.line(fmt::format("volume: {} mL ordered, {} {}", shown(*row.ordered->volume),
                              ours ? shown(ours->drawn) + " mL computed," : "", word(row.volume)),
                  6);
    if (row.vials != Match::not_stated)
      sheet_.line(fmt::format("vials: {} ordered, {} {}", listed(row.ordered->vials),
                              ours ? listed(our_vials(plan_, row)) + " computed," : "",
                              word(row.vials)),
                  6);
  }

  // "500 mg and 200 mg".
  static std::string listed(const std::vector<DrugMass>& vials) {
    std::string text;
    for (const DrugMass& vial : vials)
      text += fmt::format("{}{} mg", text.empty() ? "" : " and ", shown(vial));
    return text.empty() ? "none" : text;
  }

  void cells(const ComparedCells& cells) {
    sheet_.heading(is_refused() ? "CELLS, NOT TO BE GIVEN" : "CELLS");
    columns("", "ordered", "case", "difference", "");
    if (cells.ordered)
      columns("assigned level", power_of_ten_text(*cells.ordered),
              cells.ours ? power_of_ten_text(*cells.ours) : "none",
              cells.ours ? percent(difference_percent(cells.ordered->value(), cells.ours->value()))
                         : "",
              word(cells.level));
    for (const Day day : cells.missing)
      columns("infusion " + weekday_date(day), "none", "planned", "", word(Match::missing));
    for (const Day day : cells.given)
      columns("infusion " + weekday_date(day), "ordered", "given", "", word(Match::given));
    for (const Day day : cells.extra)
      columns("infusion " + weekday_date(day), "ordered", "none", "", word(Match::extra));
    if (!order_.cells->dates.empty() && cells.missing.empty() && cells.extra.empty() &&
        cells.given.empty())
      columns("infusion days", "", "", "", word(Match::agrees));
    if (cells.lots != Match::not_stated)
      columns(fmt::format("lots {}", fmt::join(order_.cells->lots, ", ")), "", "", "",
              word(cells.lots));
    if (cells.volume == Match::not_stated) return;
    const BagsGiven* bags = our_bags(plan_);
    columns("volume of the next infusion",
            is_refused() ? "(withheld)" : shown(*order_.cells->volume) + " mL",
            bags ? shown(bags->volume) + " mL" : "none", "", word(cells.volume));
  }

  const Verification& verification_;
  const OrderComparison& comparison_;
  const Plan& plan_;
  const WrittenOrder& order_;
  const Tolerance& tolerance_;
  TextSheet sheet_;
};

class VerificationJson {
public:
  explicit VerificationJson(const Verification& verification)
      : verification_(verification), comparison_(verification.comparison), plan_(*comparison_.plan),
        order_(*comparison_.order) {}

  std::string write() && {
    json_.open_object();
    json_.key("schema").text("nkdose/verify/1");
    json_.key("nkdose").text(program_version());
    json_.key("agreement").text(to_text(verification_.agreement));
    json_.key("independent").raw(comparison_.is_independent() ? "true" : "false");
    json_.key("status").text(to_text(plan_.release.status));
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

  const Verification& verification_;
  const OrderComparison& comparison_;
  const Plan& plan_;
  const WrittenOrder& order_;
  JsonWriter json_;
};

} // namespace

ShownDose shown_dose(const OrderComparison& comparison, const ComparedDose& row) {
  const DailyDoses* ours = comparison.ours(row.drug);
  ShownDose shown;
  if (!ours) return shown;
  if (row.ordered) shown.ordered = row.ordered->dose.value();
  if (!row.left) return shown;
  shown.adjusted = number_of(ours->adjusted);
  shown.rounded = number_of(ours->rounded);
  if (shown.ordered) shown.difference = difference_percent(*shown.ordered, *shown.adjusted);
  return shown;
}

std::string verification_text(const Verification& verification) {
  return VerificationText(verification).write();
}

std::string verification_json(const Verification& verification) {
  return VerificationJson(verification).write();
}

} // namespace nkdose
