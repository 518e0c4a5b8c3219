// The [order] of a case from requests, and what travels in our own extension.
#include "cli/fhir/case/case.hpp"
#include "cli/fhir/read/observations.hpp"
#include "cli/fhir/read/proposal.hpp"
#include "cli/fhir/read/remarks.hpp"
#include "cli/fhir/read/requests.hpp"
#include "cli/fhir/read/table_builder.hpp"
#include "cli/fhir/read/texts.hpp"
#include "cli/fhir/terms.hpp"
#include "dosing/text/quantity_text.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/instruction/agreement.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace nkdose {
namespace {

// Everything at one place, and kept by the document.
Value placed(const Value& value, Position position, Document& document) {
  Value copy{value.type, document.keep(std::string(value.literal)), position, {}, {}};
  for (const Value& item : value.items)
    copy.items.push_back(placed(item, position, document));
  for (const Member& member : value.members)
    copy.members.push_back({document.keep(std::string(member.key)), position,
                            placed(member.value, position, document)});
  return copy;
}

class OrderTable {
public:
  OrderTable(const FhirResources& resources, Document& document)
      : resources_(resources), problems_(resources.document()), document_(document),
        doses_(requested_doses(resources, {}, problems_)),
        order_(document, "/order", doses_.empty() ? FhirElement() : doses_.front().request) {}

  Problems read(RequestTexts texts) && {
    must_be_present(FhirElement(resources_.document().root, resources_.document().pointer),
                    problems_);
    const ReadText protocol = requested_protocol(resources_, problems_);
    order_.text("protocol", protocol.text, protocol.from);
    for (const RequestedDose& dose : doses_)
      level(dose);
    day_zero();
    if (texts == RequestTexts::of_the_case) must_be_once_a_day();
    if (texts == RequestTexts::of_the_case)
      for (const RequestedText& text : requested_texts(doses_))
        if (!text.is_preparation) must_not_contradict(text); // that is for `add_patient`
    must_have_their_plan();
    carried();
    infusion_days();
    for (const FhirElement& group : resources_.of_type("RequestGroup"))
      if (is_our_plan(group)) must_be_whole(group);
    order_.into_root("order");
    remarks_.into(document_);
    return std::move(problems_).sorted();
  }

private:
  void level(const RequestedDose& dose) {
    const std::string_view key =
        dose.drug.empty() ? "cells" : std::string_view(document_.keep(dose.drug));
    order_.agreed_text(key, dose.level.text, dose.level.from, problems_);
  }

  // The first infusion that is still to come, unless the extension knows of one before it.
  void day_zero() {
    for (const RequestedDose& dose : doses_)
      if (dose.drug.empty())
        infusions_.insert(infusions_.end(), dose.dates.begin(), dose.dates.end());
    sort_by(infusions_, &RequestedDose::Date::day);
    if (!infusions_.empty())
      order_.date("day_zero", infusions_.front().day, infusions_.front().from);
  }
  // Of the order that is compared its reader says so.
  void must_be_once_a_day() {
    for (std::size_t later = 1; later < doses_.size(); ++later)
      for (std::size_t earlier = 0; earlier < later; ++earlier)
        if (doses_[earlier].drug == doses_[later].drug)
          must_be_on_other_days(doses_[earlier], doses_[later]);
  }
  void must_be_on_other_days(const RequestedDose& earlier, const RequestedDose& later) {
    for (const RequestedDose::Date& date : later.dates)
      if (holds(earlier.dates, date.day, &RequestedDose::Date::day))
        return problems_.report(later.request, Fault::contradiction,
                                fmt::format("{} stands in {} too: on {} it would be given twice",
                                            later.drug.empty() ? "the infusion" : later.drug,
                                            earlier.request.path(), iso_date(date.day)),
                                "keep one of the two");
  }

  // What people read beside a request is not another dose than the request; what is not
  // understood, a person has to read.
  void must_not_contradict(const RequestedText& text) {
    const Name about = text.drug.empty() ? Name("cells") : Name(text.drug);
    if (text.is_element)
      return remarks_.add_unread(text.from, about, fmt::format("not read here: {}", text.text));
    const OrderedThing thing = thing_of(text);
    const Instruction instruction = read_instruction(text.text, order_words());
    const TextAgreement agreement = hold_against(instruction, {&thing, 1});
    if (!agreement.not_understood.empty())
      remarks_.add_unread(text.from, about,
                          fmt::format("people read {}, of which {} is not understood",
                                      in_quotes(text.text),
                                      in_quotes(agreement.not_understood.front())));
    for (const TextAgreement::Difference& one : agreement.differences)
      problems_.report(text.from, Fault::contradiction,
                       fmt::format("people read {} in {}", to_text(one.what), in_quotes(one.words)),
                       "ask which of the two is meant, and correct the other");
  }
  OrderedThing thing_of(const RequestedText& text) const {
    OrderedThing thing{.drug = Name(text.drug)};
    thing.dates = text.dates;
    for (const RequestedDose& dose : doses_) {
      if (dose.drug != text.drug) continue;
      for (const RequestedDose::Date& date : dose.dates)
        thing.all_dates.push_back(date.day);
      if (const auto level = read_level(dose.level.text)) thing.level = *level;
      if (const auto mass = read_drug_mass(dose.dose.text)) thing.dose = *mass;
      if (const auto cells = read_cells(dose.level.text)) thing.cells = *cells;
    }
    std::sort(thing.all_dates.begin(), thing.all_dates.end());
    if (infusions_.empty()) return thing;
    for (const Day day : thing.dates)
      thing.study_days.push_back(days_between(infusions_.front().day, day));
    for (const Day day : thing.all_dates)
      thing.all_study_days.push_back(days_between(infusions_.front().day, day));
    return thing;
  }

  // Where no bundle of ours says them, or leaves them to the protocol.
  void infusion_days() {
    if (infusions_.size() < 2 || any_of(resources_.of_type("RequestGroup"), is_our_plan)) return;
    std::vector<std::string> offsets;
    offsets.reserve(infusions_.size());
    for (const RequestedDose::Date& date : infusions_)
      offsets.push_back(std::to_string(days_between(infusions_.front().day, date.day)));
    order_.list("infusion_days", Value::Type::number, offsets, infusions_.front().from);
  }

  void must_have_their_plan() {
    if (any_of(resources_.of_type("RequestGroup"), is_our_plan)) return;
    for (const RequestedDose& dose : doses_)
      if (is_proposal(dose.request))
        return problems_.report(dose.request, Fault::missing_key,
                                "this request is of a plan whose RequestGroup is not here: it "
                                "knows what has been given",
                                "bring the RequestGroup too");
  }

  // What our own bundle says of the case beyond its requests. Where it is lost, what was given
  // would be planned again.
  void carried() {
    for (const FhirElement& group : resources_.of_type("RequestGroup")) {
      bool is_here = false;
      for (const FhirElement& extension : group["extension"].items())
        if (extension["url"].text() == case_extension) {
          carried(extension["valueString"]);
          is_here = true;
        }
      if (!is_here && is_our_plan(group))
        problems_.report(group, Fault::missing_key,
                         fmt::format("the rest of the case, extension {}, is not here",
                                     in_quotes(case_extension)),
                         "bring it too; \"{}\" where there is nothing else to say");
    }
  }
  void carried(const FhirElement& text) {
    const auto inner = read_json(text.text(), document_.name);
    if (!inner) {
      problems_.report(text, Fault::syntax, "the rest of the case is not JSON",
                       "write the bundle again with nkdose plan --format fhir");
      return;
    }
    const Value rest = placed(inner->root, text.value().position, document_);
    for (const Member& table : rest.members) {
      if (table.key == "order") {
        carried_order(table.value, has_infusion(rest.find("given")), text);
      } else if (document_.root.find(table.key) || table.key == "safety") {
        problems_.report(text, Fault::contradiction,
                         fmt::format("{} stands twice", in_quotes(table.key)),
                         "keep one of the two");
      } else {
        document_.origins[fmt::format("/{}", table.key)] = text.path();
        document_.root.members.push_back(table);
      }
    }
  }
  static bool has_infusion(const Value* given) {
    return given && any_of(given->items, [](const Value& one) {
             const Value* what = one.find("what");
             return what && what->literal == "infusion";
           });
  }
  // A day zero of its own only where the first infusion is behind: the requests know the next one.
  void carried_order(const Value& order, bool is_under_way, const FhirElement& from) {
    if (is_under_way && order.find("day_zero")) order_.remove("day_zero");
    for (const Member& member : order.members) {
      if (order_.has(member.key))
        problems_.report(from, Fault::contradiction,
                         fmt::format("{} stands in a request and here", in_quotes(member.key)),
                         "keep one of the two");
      else
        order_.value(member.key, member.value, from);
    }
  }

  using DayOfRequest = std::pair<Day, const Value*>;

  void must_be_whole(const FhirElement& group) {
    constexpr std::string_view withdrawn[] = {"revoked", "entered-in-error", "on-hold",
                                              "completed"};
    if (holds(withdrawn, group["status"].text()))
      problems_.report(group["status"], Fault::contradiction,
                       fmt::format("this plan is {}", in_quotes(group["status"].text())),
                       "bring the plan that counts");
    if (!problems_.report_modifier(group) && problems_.empty()) same_days(group);
  }
  // Our group has the days of its requests once more: where somebody has changed either, nobody can
  // tell which days are meant.
  void same_days(const FhirElement& group) {
    std::vector<DayOfRequest> in_group, in_requests;
    for (const FhirElement& action : group["action"].items()) {
      const auto day = civil_day(action["timingDateTime"], resources_.zone(), problems_);
      if (!day) return;
      for (const FhirElement& one : action["action"].items())
        in_group.emplace_back(*day, requested_by(one));
      if (action["resource"]) in_group.emplace_back(*day, requested_by(action));
    }
    for (const RequestedDose& dose : doses_)
      for (const RequestedDose::Date& date : dose.dates)
        in_requests.emplace_back(date.day, &dose.request.value());
    std::sort(in_group.begin(), in_group.end());
    std::sort(in_requests.begin(), in_requests.end());
    if (in_group != in_requests)
      problems_.report(group, Fault::contradiction,
                       "the days of its actions are not those of the requests",
                       "correct one of the two, or plan the case anew");
  }
  const Value* requested_by(const FhirElement& action) const {
    const FhirElement request = resources_.resolve(action["resource"]);
    return request ? &request.value() : nullptr;
  }

  const FhirResources& resources_;
  FhirProblems problems_;
  Document& document_;
  Remarks remarks_;
  std::vector<RequestedDose> doses_;
  std::vector<RequestedDose::Date> infusions_; ///< still to come, the first one first
  TableBuilder order_;
};

} // namespace

Checked<Document, Problems> case_order(const FhirResources& resources, RequestTexts texts) {
  Document document = document_beside(resources.document());
  Problems problems = OrderTable(resources, document).read(texts);
  if (!problems.empty()) return problems;
  return document;
}

} // namespace nkdose
