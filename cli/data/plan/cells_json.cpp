#include "cli/data/plan/cells_json.hpp"

#include "cli/answer/cells_answer.hpp"
#include "cli/data/calendar/calendar_json.hpp"
#include "cli/data/findings_json.hpp"
#include "cli/data/origin_json.hpp"
#include "cli/outcome/version.hpp"
#include "cli/words/cell_words.hpp"
#include "dosing/cells/burden.hpp"

namespace nkdose {
namespace {

// The events of the infusions that are left, in the order of the order's sheets.
std::vector<const Event*> infusions_left(const Plan& plan) {
  std::vector<const Event*> events;
  for (const Event& event : plan.calendar)
    if (event.kind == EventKind::infusion && event.progress == Progress::planned)
      events.push_back(&event);
  return events;
}

class CellJson {
public:
  CellJson(JsonWriter& json, const Plan& plan)
      : json_(json), plan_(plan), case_(*plan.the_case), bags_(case_.prescription.bags),
        giving_(plan.rule.cells.giving) {
    if (const Order* order = plan.release.order()) infusions_ = &order->infusions();
  }

  void write() {
    const CellAssignment& cells = plan_.cells;
    json_.key("cells").open_object();
    json_.key("product").text(plan_.treatment->protocol.product);
    count_or_null("level_cells", cells.level);
    json_.key("allowed_cells").open_list(true);
    json_.raw(plain_count(cells.floor)).raw(plain_count(cells.ceiling)).close_list();
    delivered(next());
    write_days(json_, plan_.calendar, EventKind::infusion, "infusion");
    lots();
    json_.close_object();
  }

  // Both ways of giving each infusion that is left; more than a plan's "cells" holds.
  void write_infusions() {
    json_.key("giving").text(giving_ == Giving::whole_bags ? "whole-bags" : "exact-volume");
    json_.key("infusions").open_list();
    const std::vector<const Event*> events = infusions_left(plan_);
    for (std::size_t i = 0; infusions_ && i < infusions_->size(); ++i) {
      json_.open_object();
      json_.key("infusion").number(events[i]->number);
      json_.key("date").text(iso_date(events[i]->date));
      way("whole_bags", events[i]->number, (*infusions_)[i].whole_bags);
      way("exact_volume", events[i]->number, (*infusions_)[i].exact_volume);
      json_.close_object();
    }
    json_.close_list();
  }

private:
  // What is given at the next infusion; null without bags or in a refused plan.
  const BagsGiven* next() const {
    if (!infusions_ || infusions_->empty()) return nullptr;
    const BagsGiven& given = infusions_->front().given(giving_);
    return given.bags.empty() ? nullptr : &given;
  }

  void count_or_null(std::string_view key, const std::optional<CellCount>& cells) {
    json_.key(key);
    if (cells)
      json_.raw(plain_count(*cells));
    else
      json_.null();
  }

  void delivered(const BagsGiven* given) {
    count_or_null("delivered_cells", given ? std::optional(given->delivered) : std::nullopt);
    const auto& level = plan_.cells.level;
    json_.key("deviation_percent")
        .number_or_null(given && level ? std::optional(deviation_percent(given->delivered, *level))
                                       : std::nullopt);
    json_.key("volume_ml")
        .number_or_null(given ? std::optional(given->volume.value()) : std::nullopt);
  }

  void lot(std::size_t bag, int infusion, const BagsGiven& given) {
    const Volume volume = volume_of(bags_, given, bag);
    json_.open_object(true).key("lot").text(case_.products[bag].lot);
    json_.key("bag").text_or_null(case_.products[bag].bag);
    json_.key("infusion").number(infusion);
    json_.key("volume_ml").number(volume.value());
    json_.key("delivered_cells").raw(plain_count(delivered_by(bags_[bag], volume)));
    json_.close_object();
  }
  void lot_without_figures(std::size_t bag) {
    json_.open_object(true).key("lot").text(case_.products[bag].lot);
    json_.key("bag").text_or_null(case_.products[bag].bag);
    json_.key("infusion").null().key("volume_ml").null().key("delivered_cells").null();
    json_.close_object();
  }
  void lots_of(int infusion, const BagsGiven& given) {
    for (std::size_t i = 0; i < bags_.size(); ++i)
      if (given.bags.holds(i)) lot(i, infusion, given);
  }

  // The bags of each infusion that is left; in a refused plan all of them, without figures.
  void lots() {
    json_.key("lots").open_list(true);
    const std::vector<const Event*> events = infusions_left(plan_);
    if (infusions_)
      for (std::size_t i = 0; i < infusions_->size(); ++i)
        lots_of(events[i]->number, (*infusions_)[i].given(giving_));
    else
      for (std::size_t i = 0; i < bags_.size(); ++i)
        lot_without_figures(i);
    json_.close_list();
  }

  void way(std::string_view key, int infusion, const BagsGiven& given) {
    json_.key(key);
    if (given.bags.empty()) {
      json_.null();
      return;
    }
    json_.open_object();
    delivered(&given);
    json_.key("lots").open_list(true);
    lots_of(infusion, given);
    json_.close_list().close_object();
  }

  JsonWriter& json_;
  const Plan& plan_;
  const Case& case_;
  const std::vector<Certificate>& bags_;
  Giving giving_;
  const std::vector<InfusionMade>* infusions_ = nullptr;
};

} // namespace

void write_cells(JsonWriter& json, const Plan& plan) {
  CellJson(json, plan).write();
}

std::string cells_json(const Plan& plan) {
  const Protocol& protocol = plan.treatment->protocol;
  JsonWriter json;
  json.open_object();
  json.key("schema").text("nkdose/cells/1");
  json.key("nkdose").text(program_version());
  json.key("status").text(to_text(plan.release.status));
  write_protocol(json, protocol);
  write_patient_id(json, *plan.the_case);
  json.key("day_zero").text(iso_date(plan.the_case->day_zero));
  CellJson cells(json, plan);
  cells.write();
  cells.write_infusions();
  write_findings(json, findings_for_cells(plan), plan.the_case, plan.treatment,
                 plan.release.status == Status::refused);
  write_overrides(json, *plan.the_case);
  json.close_object();
  return std::move(json).finish();
}

} // namespace nkdose
