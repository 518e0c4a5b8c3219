#include "schedule/verify/order_texts.hpp"

#include "dosing/text/search.hpp"

#include <algorithm>

namespace nkdose {
namespace {

class TextComparer {
public:
  TextComparer(const Plan& plan, const WrittenOrder& order)
      : plan_(plan), order_(order),
        timeline_(timeline_of(plan.treatment->protocol, *plan.the_case)) {}

  ComparedText compared(const OrderText& text) const {
    std::vector<OrderedThing> things;
    if (text.about != OrderText::About::cells)
      for (std::size_t drug = 0; drug < plan_.rule.drug_count; ++drug)
        if (text.about == OrderText::About::order || text.drug == drug)
          things.push_back(drug_of(text, drug));
    if (text.about != OrderText::About::drug) things.push_back(cells_of(text));
    return {&text, hold_against(text.instruction, things)};
  }

private:
  // A dose that is the same on each day beside which the text stands; else none is known.
  OrderedThing drug_of(const OrderText& text, std::size_t drug) const {
    OrderedThing thing{.drug = plan_.rule.drugs[drug].drug};
    bool is_first = true;
    for (const OrderedDose& dose : order_.doses) {
      if (dose.drug != drug) continue;
      thing.all_dates.push_back(dose.date);
      if (!text.dates.empty() && !holds(text.dates, dose.date)) continue;
      thing.dates.push_back(dose.date);
      if (is_first) {
        thing.dose = dose.dose;
        thing.level = dose.level;
        thing.volume = dose.volume;
      } else {
        if (thing.dose != dose.dose) thing.dose.reset();
        if (thing.level != dose.level) thing.level.reset();
        if (thing.volume != dose.volume) thing.volume.reset();
      }
      is_first = false;
    }
    // An order need not state its level: then the text's is held against the case's.
    if (!thing.level) thing.level = plan_.the_case->prescription.drugs[drug].level;
    thing.surface = plan_.surface.used;
    if (const Order* ours = plan_.release.order()) thing.calculated = ours->doses(drug).adjusted;
    thing.weight = plan_.the_case->patient.weight;
    thing.height = plan_.the_case->patient.height;
    // Nor its volume: then our preparation's of the same dose.
    const Order* ours = plan_.release.order();
    if (!thing.volume && ours && ours->doses(drug).preparation &&
        thing.dose == ours->doses(drug).rounded.quantity() * in<DoseDays>(1_d))
      thing.volume = ours->doses(drug).preparation->drawn;
    number(thing);
    return thing;
  }

  OrderedThing cells_of(const OrderText& text) const {
    OrderedThing thing;
    if (!order_.cells) return thing;
    if (const auto& level = order_.cells->level)
      if (const auto* count = std::get_if<CellCount>(&*level)) thing.cells = *count;
    thing.volume = order_.cells->volume;
    thing.all_dates = order_.cells->dates;
    thing.dates = text.dates.empty() ? thing.all_dates : text.dates;
    number(thing);
    return thing;
  }

  void number(OrderedThing& thing) const {
    for (const Day day : thing.dates)
      thing.study_days.push_back(timeline_.number_of(day));
    for (const Day day : thing.all_dates)
      thing.all_study_days.push_back(timeline_.number_of(day));
  }

  const Plan& plan_;
  const WrittenOrder& order_;
  Timeline timeline_;
};

} // namespace

Name ComparedText::subject(const Plan& plan) const {
  switch (text->about) {
  case OrderText::About::drug:
    return plan.rule.drugs[text->drug].drug;
  case OrderText::About::cells:
    return "cells";
  case OrderText::About::order:
    break;
  }
  return "order";
}

std::vector<ComparedText> compared_texts(const Plan& plan, const WrittenOrder& order) {
  std::vector<ComparedText> open;
  const TextComparer comparer(plan, order);
  for (const OrderText& text : order.texts) {
    ComparedText one = comparer.compared(text);
    if (!one.agreement.differences.empty() || !one.agreement.not_understood.empty())
      open.push_back(std::move(one));
  }
  return open;
}

} // namespace nkdose
