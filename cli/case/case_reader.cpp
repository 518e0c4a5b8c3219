#include "cli/case/case_reader.hpp"

#include "cli/case/case_fields.hpp"
#include "cli/case/case_limits.hpp"
#include "cli/case/certificate_reader.hpp"
#include "cli/case/measurement_reader.hpp"
#include "dosing/identity/person_file.hpp"
#include "dosing/identity/placeholder.hpp"
#include "schedule/criteria/screening_facts_file.hpp"
#include "schedule/days/day_file.hpp"

#include "dosing/text/search.hpp"
#include "dosing/text/spelling.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/calendar/calendar.hpp"
#include "schedule/findings.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/drug_names.hpp"
#include "schedule/protocol/library.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

constexpr int longest_gap = 60;        // days
constexpr int longest_enrolment = 731; // days before the first drug

class CaseReader {
public:
  CaseReader(const Document& document, const CaseForm& form, const CaseAdditions& additions)
      : reader_{document.name, {}, &document}, form_(form), treatment_(*form.treatment),
        additions_(additions), file_(document.root, case_fields(""), document.pointer, reader_) {}

  Checked<Case, Problems> read() {
    if (treatment_.site.calculates_today && !named_day(additions_, treatment_.site))
      file_.report("", Fault::missing_key,
                   "the site asks for the day of the calculation, and nobody has named it",
                   "name it (\"on\" in a request)");
    order_table();
    if (const auto table = file_.table("patient", case_fields("patient"))) patient(*table);
    if (const auto table = file_.table("safety", case_fields("safety"))) safety(*table);
    for (const Table& table : file_.tables("preparation", case_fields("preparation")))
      preparation(table);
    cell_level_fits();
    bags_ = read_bags(file_.tables("product", case_fields("product")),
                      static_cast<int>(protocol().infusions[choices_.infusion_list].days.size()));
    for (const Table& table : file_.tables("remaining", case_fields("remaining")))
      remaining(table);
    for (const Table& table : file_.tables("given", case_fields("given")))
      given(table);
    resumption_fits();
    for (const Table& table : file_.tables("postponed", case_fields("postponed")))
      postponed(table);
    for (const Table& table : file_.tables("waiver", case_fields("waiver")))
      waiver(table);
    for (const Table& table : file_.tables("acknowledge", case_fields("acknowledge")))
      acknowledgements_.push_back(read_acknowledgement(table));
    for (const Table& table : file_.tables("unread", case_fields("unread")))
      unread_.push_back({table.text("place").value_or(""), table.text("text").value_or(""),
                         table.name("about").value_or(Name()),
                         table.choice("severity").value_or(0) == 1});
    for (const Table& table : file_.tables("left_out", case_fields("left_out")))
      left_out(table);
    screening();
    // The order was read first, for its dates; people read problems in the order of their file.
    put_in_order_of_file(reader_.problems);
    if (!reader_.problems.empty()) return std::move(reader_.problems);
    count_given();
    date_bags();
    order_.bags = bags_.certificates;
    acknowledgements_.insert(acknowledgements_.end(), additions_.acknowledgements.begin(),
                             additions_.acknowledgements.end());
    return Case{.id = id_,
                .patient = {.sex = *sex_,
                            .age = {*age_},
                            .height = *height_,
                            .weight = *weight_,
                            .creatinine = creatinine_,
                            .measured_clearance = clearance_.value,
                            .confirmed = !confirmed_by_.empty(),
                            .age_at_enrolment = age_at_enrolment(),
                            .safety = safety_,
                            .identified = !id_.empty() && !says_nothing(id_),
                            .weight_age_days = age_of(weight_on_),
                            .creatinine_age_days = age_of(creatinine_on_),
                            .clearance_age_days = age_of(clearance_on_),
                            .judged_on = judged_later()},
                .birth_date = birth_date_,
                .enrolled_on = enrolled_on_,
                .weight_on = weight_on_,
                .creatinine_on = creatinine_on_,
                .clearance_on = clearance_on_,
                .clearance_method = clearance_.method,
                .confirmed_by = confirmed_by_,
                .prescription = order_,
                .choices = choices_,
                .day_zero = *day_zero_,
                .cycle = cycle_,
                .previous_day_zero = previous_day_zero_,
                .products = bags_.products,
                .given = given_,
                .postponed = postponed_,
                .waivers = waivers_,
                .acknowledgements = acknowledgements_,
                .calculated_on = *calculated_on(),
                .names_its_day = named_day(additions_, treatment_.site).has_value(),
                .screening = screening_,
                .unread = unread_,
                .left_out = left_out_,
                .sha256 = additions_.sha256,
                .overrides = additions_.overrides};
  }

private:
  const Protocol& protocol() const { return treatment_.protocol; }

  void order_table() {
    order_table_ = file_.table("order", form_.order);
    const auto& table = order_table_;
    if (!table) return;
    protocol_name(*table);
    day_zero(*table);
    enrolment(*table);
    formula(*table);
    infusion_days(*table);
    gap(*table);
    cycle(*table);
    if (const auto as = table->choice("course"))
      choices_.resumption = Resumption{static_cast<ResumedAs>(*as)};
    for (std::size_t i = 0; i < protocol().drugs.size(); ++i)
      level(*table, i);
    if (const auto cells = table->quantity<CellLevel>("cells", read_cell_level)) {
      if (const auto fault = impossible_level(*cells)) table->report("cells", *fault);
      order_.cells = *cells;
    }
  }

  // Per kg exactly where the protocol is, for this weight.
  void cell_level_fits() {
    if (!order_.cells || !weight_ || protocol().cell_tiers.empty()) return;
    report(*order_table_, "cells", misfitting_level(*order_.cells, *weight_, protocol()));
  }

  void protocol_name(const Table& table) {
    const auto named = table.text("protocol");
    if (named) report(table, "protocol", other_protocol(*named, protocol()));
  }

  void day_zero(const Table& table) {
    const auto day = read_date(table, "day_zero");
    if (!day) return;
    if (const auto fault = unplannable_day_zero(*day)) {
      table.report("day_zero", *fault);
      return;
    }
    day_zero_ = *day;
    first_drug_day_ = *day + std::chrono::days(protocol().offset(protocol().first_drug_day()));
  }

  // Known before the drugs begin, and not so long before that the year must be a slip.
  void enrolment(const Table& table) {
    enrolled_on_ = read_date(table, "enrolled_on");
    if (!enrolled_on_ || !first_drug_day_) return;
    must_be_past(table, "enrolled_on", *enrolled_on_);
    if (*enrolled_on_ > *first_drug_day_)
      table.report("enrolled_on", Fault::contradiction,
                   fmt::format("{} is after {}, the first drug day", iso_date(*enrolled_on_),
                               iso_date(*first_drug_day_)),
                   "correct one of the two");
    else if (days_between(*enrolled_on_, *first_drug_day_) > longest_enrolment)
      table.report("enrolled_on", Fault::outside_limits,
                   fmt::format("{} is more than two years before {}, the first drug day",
                               iso_date(*enrolled_on_), iso_date(*first_drug_day_)),
                   "check the year");
  }

  void gap(const Table& table) {
    const auto days = table.quantity<int>("gap", read_days);
    if (days && !protocol().gap_is_chosen)
      table.report("gap", Fault::contradiction, "the protocol fixes its days",
                   "remove gap, or name another protocol");
    else if (days && (*days < 1 || *days > longest_gap))
      table.report("gap", Fault::outside_limits, fmt::format("not 1 to {} days", longest_gap),
                   "check the number");
    else if (!table.has("gap") && protocol().gap_is_chosen)
      gap_is_missing(table);
  }

  void gap_is_missing(const Table& table) const {
    const auto& window = protocol().gap_window_days;
    const auto [least, most] = window ? *window : std::pair(1, longest_gap);
    table.report("gap", Fault::missing_key,
                 fmt::format("the protocol leaves the gap before the infusion open: {} to {} days",
                             least, most),
                 "add gap = \"3 d\", the days from the last drug dose to the infusion");
  }

  // The cycle is never guessed: its number decides whether another one follows.
  void cycle(const Table& table) {
    const auto& rule = protocol().cycle;
    const auto number = table.whole("cycle", 1, 12);
    const auto previous = read_date(table, "previous_day_zero");
    if (!rule) {
      for (const std::string_view key : {"cycle", "previous_day_zero"})
        if (table.has(key))
          table.report(key, Fault::contradiction, "the protocol has no cycles",
                       fmt::format("remove {}, or name another protocol", key));
      return;
    }
    if (!table.has("cycle"))
      table.report("cycle", Fault::missing_key,
                   fmt::format("the protocol has up to {} cycles, and an order is for one of them",
                               rule->most),
                   "add cycle = 1");
    if (!number) return;
    cycle_ = *number;
    if (cycle_ > rule->most)
      table.report("cycle", Fault::outside_limits,
                   fmt::format("the protocol has at most {} cycles", rule->most),
                   "check the number");
    if (cycle_ == 1 && table.has("previous_day_zero"))
      table.report("previous_day_zero", Fault::contradiction, "cycle 1 has none before it",
                   "remove it, or correct cycle");
    if (cycle_ > 1 && !table.has("previous_day_zero"))
      table.report("previous_day_zero", Fault::missing_key,
                   fmt::format("cycle {} counts from the one before", cycle_),
                   "add previous_day_zero = 2026-06-22, the day of its first infusion");
    if (cycle_ > 1 && previous) previous_day_zero(table, *previous);
  }

  void previous_day_zero(const Table& table, Day previous) {
    previous_day_zero_ = previous;
    must_be_past(table, "previous_day_zero", previous);
    const Day last =
        planned_days(protocol(), protocol().infusions[choices_.infusion_list].days, previous)
            .back();
    if (first_drug_day_ && *first_drug_day_ <= last)
      table.report("previous_day_zero", Fault::contradiction,
                   fmt::format("lymphodepletion would begin on {}, and the cycle before has its "
                               "last infusion on {}",
                               iso_date(*first_drug_day_), iso_date(last)),
                   "correct previous_day_zero or day_zero");
  }

  void formula(const Table& table) {
    const auto id = table.text("formula");
    if (!id) return;
    choices_.formula = find_surface_formula(*id);
    std::vector<std::string_view> known;
    for (const SurfaceFormula& one : surface_formulas())
      if (one.use == Use::dosing) known.push_back(one.id);
    if (!choices_.formula)
      table.report("formula", Fault::unknown_name,
                   fmt::format("no formula is called {}", in_quotes(*id)),
                   did_you_mean(*id, known));
    else if (choices_.formula->use != Use::dosing)
      table.report("formula", Fault::unknown_name,
                   fmt::format("{} is for comparison, not for dosing", in_quotes(*id)),
                   did_you_mean("", known));
  }

  void infusion_days(const Table& table) {
    if (!table.has("infusion_days")) return;
    const std::vector<int> wanted = table.wholes("infusion_days", -400, 400);
    const auto& lists = protocol().infusions;
    const auto found = find_in(lists, wanted, &InfusionList::days);
    if (found != lists.end()) {
      choices_.infusion_list = static_cast<std::size_t>(found - lists.begin());
      return;
    }
    std::string known;
    for (const InfusionList& list : lists)
      known += fmt::format("{}[{}]", known.empty() ? "" : " or ", fmt::join(list.days, ", "));
    table.report("infusion_days", Fault::unknown_name,
                 fmt::format("the protocol has no infusion on [{}]", fmt::join(wanted, ", ")),
                 fmt::format("write {}", known));
  }

  void level(const Table& table, std::size_t drug) {
    const std::string_view key = protocol().drugs[drug].id.text();
    const auto level = table.quantity<DoseLevel>(key, read_level);
    if (level) report(table, key, impossible_level(*level));
    order_.drugs[drug].level = level;
  }

  void patient(const Table& table) {
    id_ = table.text("id").value_or("");
    age(table);
    confirmed_by_ = read_confirmation(table);
    const Measurements read = read_measurements(table, !confirmed_by_.empty());
    clearance_ = read_measured_clearance(table);
    sex_ = read.sex;
    height_ = read.height;
    weight_ = read.weight;
    creatinine_ = read.creatinine;
    weight_on_ = measured(table, "weight_on");
    creatinine_on_ = measured(table, "creatinine_on");
    clearance_on_ = measured(table, "measured_clearance_on");
  }

  void age(const Table& table) {
    if (table.has("birth_date") == table.has("age")) {
      table.report(table.has("age") ? "age" : "",
                   table.has("age") ? Fault::contradiction : Fault::missing_key,
                   table.has("age") ? "the patient has a birth date and an age"
                                    : "neither birth_date nor age is given",
                   "write birth_date = 1984-03-02, or age = \"42 y\"");
      return;
    }
    age_ = table.quantity<int>("age", read_years);
    std::string_view key = "age";
    if (const auto birth = read_date(table, "birth_date"); birth && first_drug_day_) {
      age_ = completed_years(*birth, *first_drug_day_);
      birth_date_ = birth;
      key = "birth_date";
    }
    if (age_) report(table, key, impossible_age(*age_));
    if (enrolled_on_ && !table.has("birth_date"))
      order_table_->report("enrolled_on", Fault::missing_key,
                           "the age on that day follows from a birth date, and there is none",
                           "write [patient] birth_date in place of age, or remove enrolled_on");
    else if (enrolled_on_ && birth_date_ && *birth_date_ > *enrolled_on_)
      order_table_->report("enrolled_on", Fault::contradiction, "the patient is born after it",
                           "correct one of the two");
  }
  std::optional<Age> age_at_enrolment() const {
    if (!enrolled_on_ || !birth_date_) return std::nullopt;
    return Age{completed_years(*birth_date_, *enrolled_on_)};
  }

  // The day of the calculation; nothing where the case has no day zero.
  std::optional<Day> calculated_on() const {
    const auto named = named_day(additions_, treatment_.site);
    return named ? named : first_drug_day_;
  }

  // Reports a date that cannot be known yet, or that is outside 1990 to 2100.
  void must_be_past(const Table& table, std::string_view key, Day day) const {
    const auto today = calculated_on();
    if (today && day > *today)
      table.report(key, Fault::date,
                   fmt::format("{} is after {}, the day of the calculation", iso_date(day),
                               iso_date(*today)),
                   "correct the date, or name the day of the calculation with --on");
    if (!is_plannable(day))
      table.report(key, Fault::outside_limits,
                   fmt::format("{} is outside 1990 to 2100", iso_date(day)), "check the year");
  }

  std::optional<Day> measured(const Table& table, std::string_view key) const {
    const auto day = read_date(table, key);
    if (day && first_drug_day_) must_be_past(table, key, *day);
    return day;
  }

  // The day on which measurements are judged: that of the next dose, or of the calculation when
  // that is later. Before anything was given, the next dose is the first.
  Timeline timeline_so_far() const {
    return {protocol(), choices_.infusion_list, *day_zero_, given_, choices_.resumption};
  }
  Day judged_on() const {
    if (given_.empty()) return std::max(*calculated_on(), *first_drug_day_);
    std::optional<Day> next;
    const Timeline timeline = timeline_so_far();
    for (const ProtocolDrug& drug : protocol().drugs)
      if (const std::vector<Day> left = timeline.drug(drug).left; !left.empty())
        next = std::min(next.value_or(left.front()), left.front());
    return std::max(*calculated_on(), next.value_or(*first_drug_day_));
  }
  std::optional<int> judged_later() const {
    if (judged_on() == *first_drug_day_) return std::nullopt;
    return days_between(Day(), judged_on());
  }
  std::optional<int> age_of(std::optional<Day> measured) const {
    if (!measured) return std::nullopt;
    return days_between(*measured, judged_on());
  }

  void safety(const Table& table) {
    for (std::size_t i = 0; i < safety_question_ids.size(); ++i)
      if (const auto answer = table.choice(safety_question_ids[i]))
        safety_[i] = static_cast<YesNo>(*answer);
  }

  void preparation(const Table& table) {
    const std::string drug = table.text("drug").value_or("");
    const Name presentation = table.name("presentation").value_or(Name());
    const auto bag = table.quantity<Volume>("bag", read_volume);
    if (bag && (bag->value() < 10_d || bag->value() > 3000_d))
      table.report("bag", Fault::outside_limits, "a bag holds 10 to 3,000 mL", "check the number");
    const auto& drugs = protocol().drugs;
    const auto found = find_drug(protocol(), drug);
    if (!found) {
      std::vector<std::string_view> known;
      known.reserve(drugs.size());
      for (const ProtocolDrug& one : drugs)
        known.push_back(one.id.text());
      if (!drug.empty())
        table.report("drug", Fault::unknown_name,
                     fmt::format("{} is not a drug of the protocol", in_quotes(drug)),
                     did_you_mean(drug, known));
      return;
    }
    const std::size_t index = *found;
    if (!presentation.empty() && !treatment_.drugs[index].presentation(presentation))
      table.report("presentation", unknown_presentation(treatment_.drugs[index], presentation));
    if (!choices_.preparations[index].presentation.empty())
      table.report("drug", Fault::contradiction, "the drug has two preparations", "keep one");
    choices_.preparations[index] = {presentation, bag};
  }

  void remaining(const Table& table) {
    const Name name = table.name("drug").value_or(Name());
    const std::vector<int> days = table.wholes("days", -farthest_day, farthest_day);
    const auto drug = find_in(protocol().drugs, name, &ProtocolDrug::id);
    if (drug == protocol().drugs.end()) {
      std::vector<std::string_view> known;
      for (const ProtocolDrug& one : protocol().drugs)
        known.push_back(one.id.text());
      if (!name.empty())
        table.report("drug", Fault::unknown_name,
                     fmt::format("{} is not a drug of the protocol", in_quotes(name.text())),
                     did_you_mean(name.text(), known));
      return;
    }
    if (choices_.resumption &&
        (choices_.resumption->days_of(name) || holds(choices_.resumption->none_left, name)))
      table.report("drug", Fault::contradiction,
                   fmt::format("the doses of {} that are left stand twice", name.text()),
                   "write all days of a drug in one table");
    if (!table.has("days")) return;
    if (days.size() > drug->days.size())
      table.report("days", Fault::outside_limits,
                   fmt::format("{} days, the protocol has {} of {}", days.size(), drug->days.size(),
                               name.text()),
                   "write the days of the doses that are left, days = [] where none is");
    else if (days.empty() && choices_.resumption)
      choices_.resumption->none_left.push_back(name);
    else if (days.empty())
      return;
    else if (std::adjacent_find(days.begin(), days.end(), std::greater_equal<>()) != days.end() ||
             days.front() < -longest_gap || days.back() >= 0)
      table.report("days", Fault::outside_limits,
                   fmt::format("the days are not ascending, or not within {} days before the "
                               "infusion",
                               longest_gap),
                   "write such as days = [-5, -4], counted from [order] day_zero");
    else if (choices_.resumption)
      choices_.resumption->doses.push_back({name, days});
  }

  // A course that is resumed was interrupted: something was given, and no infusion.
  void resumption_fits() {
    const bool is_remaining =
        choices_.resumption && choices_.resumption->as == ResumedAs::remaining;
    if (file_.has("remaining") && !is_remaining)
      file_.report("remaining", Fault::contradiction,
                   "doses that are left are named, and [order] course does not say so",
                   "write [order] course = \"remaining\", or remove [[remaining]]");
    if (!choices_.resumption || !order_table_) return;
    if (is_remaining && !file_.has("remaining"))
      order_table_->report("course", Fault::missing_key,
                           "the remaining doses are to be given, and nobody says on which days",
                           "add [[remaining]] drug = \"...\", days = [-5, -4] for each drug");
    if (is_remaining && choices_.resumption->doses.empty() &&
        !choices_.resumption->none_left.empty())
      order_table_->report("course", Fault::contradiction,
                           "the remaining doses are to be given, and none is left of any drug",
                           "name the days of what is left, or remove course and [[remaining]]");
    const auto is_drug = [](const Given& one) { return one.what != Name("infusion"); };
    if (!any_of(given_, is_drug) && !file_.has("given"))
      order_table_->report("course", Fault::contradiction,
                           "nothing was given, so no course was interrupted",
                           "add what was given as [[given]], or remove course");
    if (!day_zero_) return;
    if (any_of(given_, [&](const Given& one) { return !is_drug(one) && one.date < *day_zero_; }))
      order_table_->report("course", Fault::contradiction,
                           "an infusion was given before day_zero: lymphodepletion for it is over",
                           "remove course, or correct day_zero or the [[given]] infusion");
  }

  // The id of a drug, or "infusion".
  std::optional<std::string> what_was_given(const Table& table) const {
    constexpr std::string_view infusion[] = {"infusion"};
    const auto written = table.text("what");
    if (!written) return std::nullopt;
    if (find_word(*written, infusion)) return std::string(infusion[0]);
    if (const auto drug = find_drug(protocol(), *written))
      return std::string(protocol().drugs[*drug].id.text());
    std::vector<std::string_view> known{infusion[0]};
    for (const ProtocolDrug& drug : protocol().drugs)
      known.push_back(drug.id.text());
    table.report(
        "what", Fault::unknown_name,
        fmt::format("{} is neither a drug of the protocol nor \"infusion\"", in_quotes(*written)),
        did_you_mean(*written, known));
    return std::nullopt;
  }

  void given(const Table& table) {
    const auto date = read_date(table, "date");
    const auto what = what_was_given(table);
    const auto dose = table.quantity<DrugMass>("dose", read_drug_mass);
    if (!date || !what) return;
    must_be_past(table, "date", *date);
    if (previous_day_zero_ && *date <= *previous_day_zero_)
      table.report("date", Fault::contradiction,
                   fmt::format("{} is not after [order] previous_day_zero", iso_date(*date)),
                   "leave out what was given in the cycle before");
    if (*what == "infusion" && table.has("dose"))
      table.report("dose", Fault::contradiction, "an infusion has no dose in mg",
                   "remove dose, or name the drug");
    if (*what != "infusion" && table.has("lots"))
      table.report("lots", Fault::contradiction, "only an infusion has lots", "remove them");
    if (*what != "infusion" && !dose)
      table.report("dose", Fault::missing_key, "a drug was given without a dose",
                   "add dose = \"49 mg\"");
    if (dose && dose->value() > 100'000_d)
      table.report("dose", Fault::outside_limits, "more than 100,000 mg", "check the number");
    const Name name{std::string_view(*what)};
    if (any_of(given_,
               [&](const Given& earlier) { return earlier.date == *date && earlier.what == name; }))
      table.report("date", Fault::contradiction,
                   fmt::format("{} stands twice on {}", *what, iso_date(*date)),
                   "remove one of the two");
    given_.push_back({*date, name, dose, table.texts("lots")});
    const auto drug = find_in(protocol().drugs, name, &ProtocolDrug::id);
    const bool is_restarted = choices_.resumption && choices_.resumption->as == ResumedAs::restart;
    const std::size_t most = drug != protocol().drugs.end()
                                 ? drug->days.size() * (is_restarted ? 2 : 1)
                                 : protocol().infusions[choices_.infusion_list].days.size();
    if (days_given(given_, name).size() == most + 1)
      table.report("what", Fault::contradiction,
                   fmt::format("{} was given more often than the plan's {} time{}", *what, most,
                               most == 1 ? "" : "s"),
                   "check the [[given]] tables, and [order] infusion_days");
  }

  void count_given() {
    if (given_.empty()) return; // all is left, which is what an order says that says nothing
    const Timeline timeline = timeline_so_far();
    order_.remaining_infusions = static_cast<int>(timeline.infusions().left.size());
    for (std::size_t i = 0; i < protocol().drugs.size(); ++i) {
      const ProtocolDrug& drug = protocol().drugs[i];
      DrugPrescription& order = order_.drugs[i];
      order.remaining_doses = static_cast<int>(timeline.drug(drug).left.size());
      const std::vector<Day> given = days_given(given_, drug.id); // before a restart, too
      for (const Day day : given) {
        const DrugMass mass = *given_on(given_, drug.id, day)->dose;
        const DailyDose dose = in<DailyDose>(mass.value());
        auto& extremes = order.given_extremes;
        if (!extremes) extremes = {dose, dose};
        extremes->first = std::min(extremes->first, dose);
        extremes->second = std::max(extremes->second, dose);
        order.given = order.given + mass;
      }
      const bool is_renal = drug.renal_basis != RenalBasis::none;
      const std::optional<Day> measured =
          is_renal ? std::max(weight_on_, creatinine_on_) : weight_on_;
      order.measured_since = !given.empty() && measured > given.front();
    }
  }

  // Up to which infusion a bag is good, by its last day. One that is of no use for the next
  // infusion stops the plan (C006), whatever is chosen for it.
  void date_bags() {
    if (bags_.certificates.empty()) return;
    const Course infusions = timeline_so_far().infusions();
    const auto all = infusions.planned.size();
    const auto given = all - infusions.left.size();
    for (std::size_t i = 0; i < bags_.products.size(); ++i) {
      const auto& expires = bags_.products[i].expires;
      if (!expires) continue;
      const auto good = static_cast<std::size_t>(
          std::max<std::ptrdiff_t>(1, std::count_if(infusions.left.begin(), infusions.left.end(),
                                                    [&](Day day) { return day <= *expires; })));
      if (given + good < all) bags_.certificates[i].last_infusion = static_cast<int>(given + good);
    }
  }

  void postponed(const Table& table) {
    const auto from = read_date(table, "from"), on = read_date(table, "on");
    const auto reason = read_said(table, "reason"), by = read_person(table, "by");
    if (from && from == day_zero_)
      table.report("from", Fault::contradiction,
                   fmt::format("{} is [order] day_zero, and was given up", iso_date(*from)),
                   "write the former day zero here, and the new one in [order]");
    if (from && holds(postponed_, *from, &Postponement::from))
      table.report("from", Fault::contradiction,
                   fmt::format("{} was given up twice", iso_date(*from)), "remove one of the two");
    if (on) must_be_past(table, "on", *on);
    if (on && !postponed_.empty() && *on < postponed_.back().on)
      table.report("on", Fault::contradiction,
                   fmt::format("{} is before {}, when the day zero was moved before", iso_date(*on),
                               iso_date(postponed_.back().on)),
                   "write the [[postponed]] tables in the order in which they were decided");
    if (from && on) postponed_.push_back({*from, reason.value_or(""), by.value_or(""), *on});
  }

  void waiver(const Table& table) {
    const auto finding = table.choice("finding");
    const auto on = read_date(table, "on");
    if (on) must_be_past(table, "on", *on);
    Waiver waiver{finding ? std::string(waivable_findings[*finding]) : "",
                  table.text("subject").value_or(""), read_person(table, "by").value_or(""),
                  on.value_or(Day()), read_said(table, "reference").value_or("")};
    waived_subject(table, waiver);
    if (waiver.finding == "S003" && !choices_.resumption)
      table.report("finding", Fault::contradiction,
                   "S003 is lifted only for a course that is resumed",
                   "write [order] course = \"restart\" or \"remaining\", as the sponsor decided");
    waivers_.push_back(std::move(waiver));
  }

  // A criterion is lifted by its name; a limit of the protocol has none.
  void waived_subject(const Table& table, const Waiver& waiver) const {
    const bool is_criterion = waiver.finding.starts_with('E');
    if (!is_criterion && table.has("subject"))
      table.report("subject", Fault::contradiction,
                   fmt::format("{} has no subject", waiver.finding), "remove subject");
    if (!is_criterion || !treatment_.criteria) return;
    if (!table.has("subject")) {
      table.report("subject", Fault::missing_key, "a criterion is lifted by its name",
                   "add subject = \"C02\", as nkdose screen names it");
      return;
    }
    std::vector<std::string_view> known;
    for (const Criterion& criterion : treatment_.criteria->criteria)
      known.push_back(criterion.id);
    if (!waiver.subject.empty() && !holds(known, std::string_view(waiver.subject)))
      table.report("subject", Fault::unknown_name,
                   fmt::format("no criterion is called {}", in_quotes(waiver.subject)),
                   did_you_mean(waiver.subject, known));
  }

  void left_out(const Table& table) {
    constexpr int most = 1'000'000; // resources of a bundle
    int* const counts[] = {&left_out_.older, &left_out_.taken_back, &left_out_.another_thing};
    const auto reason = table.choice("reason");
    const auto count = table.whole("count", 1, most);
    if (!reason || !count) return;
    int& sum = *counts[*reason]; // of a plan that was read again, with more beside it
    sum = std::min(most, sum + *count);
  }

  // Without criteria only the date is used: what counts from screening can then be dated.
  void screening() {
    if (!treatment_.criteria) {
      if (const Value* table = file_.value("screening")) {
        const Value* date = table->find("date");
        screening_ = ScreeningFacts();
        if (!date || date->type == Value::Type::nothing) return;
        if (const auto day = read_written_date(date->literal))
          screening_day(file_, "screening", *day);
        else
          file_.report("screening", day.reason());
      }
      return;
    }
    const auto table = file_.table("screening", form_.screening);
    if (!table) return;
    screening_ = read_facts(*table, *treatment_.criteria);
    if (screening_->date) screening_day(*table, "date", *screening_->date);
    fact_dates(*table);
    facts_on_safety(*table);
  }

  void screening_day(const Table& table, std::string_view key, Day day) {
    if (!is_plannable(day))
      table.report(key, Fault::outside_limits,
                   fmt::format("{} is outside 1990 to 2100", iso_date(day)), "check the year");
    else if (first_drug_day_ && day > *first_drug_day_)
      table.report(key, Fault::contradiction,
                   fmt::format("the screening of {} is after the first drug day, {}", iso_date(day),
                               iso_date(*first_drug_day_)),
                   "correct [screening] date or [order] day_zero");
    else
      screening_->date = day;
  }

  // A fact that answers a [safety] question too: both must say the same, and one is enough.
  void facts_on_safety(const Table& table) {
    const Criteria& criteria = *treatment_.criteria;
    for (std::size_t i = 0; i < criteria.facts.size(); ++i) {
      const Fact& fact = criteria.facts[i];
      const auto& value = screening_->values[i];
      if (!value || fact.safety.empty() || value->written != fact.safety_yes) continue;
      const auto question = static_cast<std::size_t>(find_in(safety_question_ids, fact.safety) -
                                                     std::begin(safety_question_ids));
      if (safety_[question] == YesNo::no)
        table.report(fact.id, Fault::contradiction,
                     fmt::format("it says {}, and [safety] {} says no", in_quotes(value->written),
                                 fact.safety),
                     "correct one of the two");
      safety_[question] = YesNo::yes;
    }
  }

  // What has happened is past; only a promise ends after the last infusion.
  void fact_dates(const Table& table) const {
    const Criteria& criteria = *treatment_.criteria;
    const auto today = calculated_on();
    for (std::size_t i = 0; i < criteria.facts.size(); ++i) {
      const auto& value = screening_->values[i];
      if (!value || !value->day || !today || *value->day <= *today) continue;
      if (criteria.is_promise(i)) continue;
      must_be_past(table, criteria.facts[i].id, *value->day);
    }
  }

  static void report(const Table& table, std::string_view key,
                     const std::optional<TextFault>& fault) {
    if (fault) table.report(key, *fault);
  }

  FileProblems reader_;
  const CaseForm& form_;
  const Treatment& treatment_;
  const CaseAdditions& additions_;
  Table file_;
  std::optional<Table> order_table_;
  std::string id_;
  Prescription order_;
  RuleChoices choices_;
  std::optional<Day> day_zero_;
  int cycle_ = 1;
  std::optional<Day> previous_day_zero_;
  Bags bags_;
  std::vector<Given> given_;
  std::vector<Postponement> postponed_;
  std::vector<Waiver> waivers_;
  std::vector<Acknowledgement> acknowledgements_;
  std::vector<Unread> unread_;
  LeftOut left_out_;
  std::optional<ScreeningFacts> screening_;
  std::optional<Day> first_drug_day_;
  std::optional<Sex> sex_;
  std::optional<int> age_;
  std::optional<Day> birth_date_;
  std::optional<Height> height_;
  std::optional<ActualWeight> weight_;
  std::optional<SerumCreatinine> creatinine_;
  MeasuredClearance clearance_;
  std::vector<std::string> confirmed_by_;
  std::optional<Day> clearance_on_, enrolled_on_;
  std::array<YesNo, safety_question_ids.size()> safety_{};
  std::optional<Day> weight_on_, creatinine_on_;
};

} // namespace

bool wants_today(const CaseAdditions& additions, const Site& site) {
  return additions.on_today || (!additions.on && site.calculates_today);
}

std::optional<Day> named_day(const CaseAdditions& additions, const Site& site) {
  return wants_today(additions, site) ? additions.today : additions.on;
}

CaseForm::CaseForm(const Treatment& of)
    : treatment(&of), order(order_fields_of(of.protocol)),
      screening(of.criteria ? screening_fields(*of.criteria) : std::vector<Field>()) {}

Checked<Case, Problems> read_case(const Document& document, const CaseForm& form,
                                  const CaseAdditions& additions) {
  return CaseReader(document, form, additions).read();
}

Checked<Case, Problems> read_case(const Document& document, const Treatment& treatment,
                                  const CaseAdditions& additions) {
  return read_case(document, CaseForm(treatment), additions);
}

std::optional<std::string_view> protocol_of(const Document& document) {
  const Value* order = document.root.find("order");
  const Value* protocol = order ? order->find("protocol") : nullptr;
  if (!protocol || protocol->type != Value::Type::text) return std::nullopt;
  return protocol->literal;
}

std::optional<int> gap_of(const Document& document) {
  const Value* order = document.root.find("order");
  const Value* gap = order ? order->find("gap") : nullptr;
  if (!gap) return std::nullopt;
  const auto days = read_days(gap->literal);
  if (!days || *days < 1 || *days > longest_gap) return std::nullopt;
  return *days;
}

Acknowledgement read_acknowledgement(const Table& table) {
  const auto code = table.text("code");
  if (const auto fault = code ? bad_finding_code(*code) : std::nullopt)
    table.report("code", *fault);
  return {code.value_or(""), table.text("subject").value_or(""),
          read_person(table, "by").value_or(""), read_said(table, "reason").value_or("")};
}

std::optional<TextFault> bad_finding_code(std::string_view code) {
  if (finding_text(code)) return std::nullopt;
  std::vector<std::string_view> known;
  for (const FindingText* text : all_finding_texts())
    known.push_back(text->code.text());
  return TextFault{Fault::unknown_name, fmt::format("no finding is called {}", in_quotes(code)),
                   did_you_mean(code, known)};
}

} // namespace nkdose
