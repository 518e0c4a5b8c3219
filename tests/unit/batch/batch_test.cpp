// A row of a batch and a plan of the same case: the same status, doses and findings.
#include "cli/batch/workers.hpp"
#include "cli/case/case_reader.hpp"
#include "cli/case/csv.hpp"
#include "cli/data/csv_cell.hpp"
#include "cli/data/plan/plan_json.hpp"
#include "cli/row/row_in.hpp"
#include "schedule/plan/plan.hpp"
#include "schedule/protocol/library.hpp"
#include "tests/unit/chance.hpp"
#include "tests/unit/printed.hpp"

#include <fmt/format.h>

#include <map>
#include <memory>

namespace {
using namespace nkdose;
using namespace nkdose::test;

// The values of one row, as text: what the CSV holds, and with their units what the case holds.
struct Values {
  std::string id, sex, age, birth_date, height, weight, creatinine, fludarabine, cyclophosphamide;
  std::string cells, day_zero;
  std::string measured_on; ///< weight and creatinine; empty where nobody says
  std::array<std::string, safety_question_ids.size()> safety;
  bool creatinine_in_mg_per_dl = false;

  std::string header() const {
    return fmt::format("id,sex,{},height_cm,weight_kg,serum_creatinine_{},"
                       "fludarabine_mg_per_m2_per_day,cyclophosphamide_mg_per_m2_per_day,cells,"
                       "day_zero,weight_on,creatinine_on,{}",
                       birth_date.empty() ? "age_years" : "birth_date",
                       creatinine_in_mg_per_dl ? "mg_per_dl" : "umol_per_l",
                       fmt::join(safety_question_ids, ","));
  }
  // A quoted cell sends the row to the reader that lists its cells first.
  std::string csv(bool is_quoted = false) const {
    return fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{}", csv_cell(id),
                       is_quoted ? '"' + sex + '"' : sex, birth_date.empty() ? age : birth_date,
                       height, weight, creatinine, fludarabine, cyclophosphamide, cells, day_zero,
                       measured_on, measured_on, fmt::join(safety, ","));
  }
  std::string json() const {
    std::string patient = fmt::format(R"("id": "{}", "sex": "{}", )", id, sex);
    patient += birth_date.empty() ? fmt::format(R"("age": "{} y")", age)
                                  : fmt::format(R"("birth_date": "{}")", birth_date);
    patient += fmt::format(R"(, "height": "{} cm", "weight": "{} kg")", height, weight);
    if (!creatinine.empty())
      patient += fmt::format(R"(, "serum_creatinine": "{} {}")", creatinine,
                             creatinine_in_mg_per_dl ? "mg/dL" : "umol/L");
    if (!measured_on.empty())
      patient += fmt::format(R"(, "weight_on": "{0}", "creatinine_on": "{0}")", measured_on);
    std::string answers;
    for (std::size_t i = 0; i < safety.size(); ++i)
      if (!safety[i].empty())
        answers += fmt::format(R"({}"{}": "{}")", answers.empty() ? "" : ", ",
                               safety_question_ids[i], safety[i]);
    return fmt::format(
        R"({{"patient": {{{}}}, "safety": {{{}}}, "order": {{"protocol": "f01", "day_zero": "{}", )"
        R"("fludarabine": "{} mg/m2/day", "cyclophosphamide": "{} mg/m2/day", )"
        R"("cells": "{} cells"}}}})",
        patient, answers, day_zero, fludarabine, cyclophosphamide, cells);
  }
};

std::string tenths(std::int64_t value) {
  return to_text(Decimal(value) * 0.1_d);
}

// Ordinary people, and one value in eight far from it; clearances of exactly 30, 50 and 80 by
// creatinines that are made for them; ties of rounding; stops; inputs that no case may have.
Values draw(Chance& chance) {
  const auto one_in = [&](int n) { return chance.between(1, n) == 1; };
  Values v;
  constexpr const char* ids[] = {"F01-007", "=1+1", "a,b", "-x", "@y", "'z", "O'Hara"};
  v.id = one_in(10) ? chance.one_of(ids) : fmt::format("P-{}", chance.between(1, 99999));
  v.sex = one_in(2) ? "female" : "male";
  const auto age = one_in(8) ? chance.between(0, 125) : chance.between(17, 66);
  v.age = std::to_string(age);
  v.height = tenths(one_in(8) ? chance.between(450, 2600) : chance.between(1450, 2000));
  v.weight = tenths(one_in(8) ? chance.between(80, 3600) : chance.between(400, 1300));
  v.creatinine = tenths(one_in(8) ? chance.between(80, 31000) : chance.between(400, 1600));
  constexpr const char* fludarabine[] = {"30", "25", "27.5", "24", "24.999999",
                                         "31", "90", "28",   "0"};
  constexpr const char* cyclophosphamide[] = {"300", "250", "275.5", "900", "249", "301", "0.5"};
  constexpr const char* cells[] = {"1e9",        "500000000",  "3000000000", "499999999",
                                   "3000000001", "1500000000", "4e9",        "1"};
  v.fludarabine = one_in(3) ? chance.one_of(fludarabine) : tenths(chance.between(250, 300));
  v.cyclophosphamide =
      one_in(3) ? chance.one_of(cyclophosphamide) : tenths(chance.between(2500, 3000));
  v.cells = one_in(4) ? chance.one_of(cells) : "1000000000";
  Day day_zero(std::chrono::days(chance.between(20400, 21000)));
  if (one_in(2)) day_zero = Day(std::chrono::days(20794)); // Mon 2026-12-07: no day is closed
  v.day_zero = iso_date(day_zero);
  const auto before = one_in(8) ? chance.between(0, 30) : chance.between(5, 12);
  if (!one_in(8)) v.measured_on = iso_date(day_zero - std::chrono::days(before));
  for (std::string& answer : v.safety)
    answer = one_in(40) ? chance.one_of(std::array{"", "yes", "unknown"}) : "no";
  if (one_in(40)) v.day_zero = one_in(2) ? "2026-02-30" : "2150-01-01";
  if (one_in(20)) v.creatinine.clear();
  if (one_in(6)) v.birth_date = iso_date(Day(std::chrono::days(chance.between(-14000, 8000))));
  if (v.birth_date.empty() && one_in(6)) { // a man: (140 - age) x weight / (72 x mg/dL), exactly
    const auto clearance = chance.one_of(std::array{30, 50, 80});
    const std::int64_t scr = chance.between(6, 35); // tenths of a mg/dL
    v.sex = "male";
    v.creatinine_in_mg_per_dl = true;
    v.creatinine = tenths(scr);
    v.weight = to_text(cut_to(Decimal(clearance) * 7.2_d * Decimal(scr) / Decimal(140 - age), 6));
  }
  return v;
}

Treatment treatment_with(const char* site) {
  const std::string path = std::string(NKDOSE_SOURCE_FOLDER) + "/examples/" + site;
  const auto text = read_whole_file(path);
  const auto treatment = load_treatment(*built_in("protocols", "f01"), {"site", *text});
  REQUIRE(treatment);
  return *treatment;
}

std::vector<std::string> cells_of(std::string_view row) {
  std::vector<std::string> cells;
  const auto read = read_csv_row(row, 1);
  REQUIRE(read);
  for (const CsvCell& cell : *read)
    cells.push_back(cell.text);
  return cells;
}

// A plan's row, made from the plan alone.
std::vector<std::string> row_of(const Plan& plan) {
  const Order* order = plan.release.order();
  std::vector<std::string> cells{plan.the_case->id, std::string(to_text(plan.release.status)),
                                 to_text(number_of(plan.surface.used))};
  cells.push_back(plan.clearances ? to_text(cut_to(number_of(plan.clearances->used), 2)) : "");
  const auto fraction =
      renal_fraction(plan.adjustments[0], *plan.the_case->prescription.drugs[0].level);
  cells.push_back(fraction ? to_text(*fraction) : "");
  for (std::size_t drug = 0; drug < 2; ++drug) {
    cells.push_back(order ? to_text(number_of(order->doses(drug).rounded)) : "");
    cells.push_back(order ? to_text(number_of(order->doses(drug).course)) : "");
  }
  cells.push_back(order ? std::to_string(number_of(*plan.cells.level).billionths() / 1000) : "");
  for (const int day : {-5, -4, -3, 0})
    cells.push_back(iso_date(plan.the_case->day_zero + std::chrono::days(day)));
  std::string codes;
  for (const ReleasedFinding& one : plan.release.findings) {
    const std::string code(one.finding.code.text());
    if (one.finding.severity > Severity::info && codes.find(code) == codes.npos)
      codes += (codes.empty() ? "" : " ") + code;
  }
  cells.push_back(codes);
  return cells;
}

// A finding above an info, with all that it says.
std::vector<std::string> open_findings(const Release& release) {
  std::vector<std::string> texts;
  for (const ReleasedFinding& one : release.findings) {
    const Finding& finding = one.finding;
    if (finding.severity == Severity::info) continue;
    std::string text = fmt::format("{} {} {} {}", finding.code.text(), to_text(finding.severity),
                                   finding.subject.text(), finding.variant);
    for (const Figure& figure : finding.figures)
      text += fmt::format(" {}:{}", static_cast<int>(figure.kind), to_text(figure.number));
    texts.push_back(text);
  }
  return texts;
}

// What a row is decided by: the same findings as the plan's, without the infos that nobody prints.
void check_decision(const Treatment& treatment, const Case& the_case, const Plan& plan) {
  Decision decision(Infos::left_out);
  decide(Setting(treatment, the_case.choices), the_case, decision);
  CHECK(decision.release.status == plan.release.status);
  CHECK(decision.release.findings.size() == open_findings(plan.release).size());
  CHECK(open_findings(decision.release) == open_findings(plan.release));
}

std::vector<std::string> row_of(const Problems& problems, const std::string& id) {
  std::vector<std::string> cells(15);
  cells[0] = id;
  cells[1] = "error";
  for (const Problem& problem : problems)
    if (const std::string code(code_of(problem.fault)); cells[14].find(code) == std::string::npos)
      cells[14] += (cells[14].empty() ? "" : " ") + code;
  return cells;
}

std::string sorted_words(std::string text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size(); at += 5)
    words.push_back(text.substr(at, 4));
  std::sort(words.begin(), words.end());
  return fmt::format("{}", fmt::join(words, " "));
}

// One for each header, for all the rows under it, as a batch has: what a row leaves behind must not
// reach the next.
class Workers {
public:
  explicit Workers(const Treatment& treatment) : treatment_(treatment) {}

  std::string row_of(const Values& values, bool is_quoted) {
    auto& one = workers_[values.header()];
    if (!one.worker) {
      const auto header = read_csv_row(values.header(), 1);
      const auto columns = read_batch_columns(*header, "in", treatment_.protocol, false);
      REQUIRE(columns);
      one.columns = *columns;
      one.worker = csv_worker(treatment_, one.columns, ',', BatchOutput::csv);
    }
    BlockResult result;
    one.worker->row(values.csv(is_quoted), 1, 0, result);
    return std::string(result.out.text());
  }

private:
  struct Worker {
    std::vector<BatchColumn> columns;
    std::unique_ptr<RowWorker> worker;
  };
  const Treatment& treatment_;
  std::map<std::string, Worker> workers_;
};

TEST_CASE("batch: 10,000 random rows give what their plans give") {
  Chance chance(2026);
  struct Seen {
    int ready = 0, draft = 0, refused = 0, error = 0, exact = 0;
  } seen;
  for (const char* site : {"site.toml", "pharmacy.toml"}) {
    const Treatment treatment = treatment_with(site);
    Workers workers(treatment);
    for (int trial = 0; trial < 5'000; ++trial) {
      const Values values = draw(chance);
      INFO(values.header(), "\n", values.csv());
      const auto document = read_json(values.json(), "case");
      REQUIRE(document);
      const auto the_case = read_case(*document, treatment, {});
      std::vector<std::string> wanted;
      if (the_case) {
        const Plan plan = make_plan(treatment, *the_case);
        wanted = row_of(plan);
        check_decision(treatment, *the_case, plan);
        if (plan.clearances)
          for (const Decimal edge : {30_d, 50_d, 80_d})
            seen.exact += number_of(plan.clearances->used) == edge;
      } else {
        wanted = row_of(the_case.reason(), values.id);
      }
      std::string row = workers.row_of(values, false);
      CHECK(row == workers.row_of(values, true)); // both ways of reading a row are one
      REQUIRE(row.ends_with('\n'));
      row.pop_back();
      auto got = cells_of(row);
      if (!the_case) { // a case reports in the order of its own file
        wanted[14] = sorted_words(wanted[14]);
        got.at(14) = sorted_words(got.at(14));
      }
      CHECK(fmt::format("{}", fmt::join(got, "|")) == fmt::format("{}", fmt::join(wanted, "|")));
      seen.ready += wanted[1] == "ready";
      seen.draft += wanted[1] == "draft";
      seen.refused += wanted[1] == "refused";
      seen.error += wanted[1] == "error";
    }
  }
  CHECK(seen.ready > 300);
  CHECK(seen.draft > 300);
  CHECK(seen.refused > 2'000);
  CHECK(seen.error > 1'000);
  CHECK(seen.exact > 100);
}

} // namespace
