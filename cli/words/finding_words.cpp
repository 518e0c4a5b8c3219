#include "cli/words/finding_words.hpp"

#include "cli/words/cell_words.hpp"
#include "dosing/body/clearance_method.hpp"
#include "dosing/text/search.hpp"
#include "dosing/text/wording.hpp"
#include "schedule/calendar/calendar.hpp"
#include "schedule/findings.hpp"
#include "schedule/instruction/amounts.hpp"
#include "schedule/plan/plan_review.hpp"
#include "schedule/protocol/order_words.hpp"

#include <fmt/format.h>

namespace nkdose {
namespace {

// "pentostatin, breast_feeding": as they are written in a file.
std::string listed(std::span<const std::string_view> names, int bits) {
  std::string words;
  for (std::size_t i = 0; i < names.size(); ++i)
    if ((bits >> i & 1) != 0) words += fmt::format("{}{}", words.empty() ? "" : ", ", names[i]);
  return words;
}

Day day_of(const Figure& figure) {
  return Day(std::chrono::days(figure.number.billionths() / Decimal::scale));
}

std::string words_of(const Figure& figure, bool withhold_doses) {
  const int whole = static_cast<int>(figure.number.billionths() / Decimal::scale);
  switch (figure.kind) {
  case Figure::Kind::none:
    return "";
  case Figure::Kind::number:
    return to_grouped_text(figure.number);
  case Figure::Kind::dose:
    return withhold_doses ? "(withheld)" : fmt::format("{} mg", to_grouped_text(figure.number));
  case Figure::Kind::prepared:
    return withhold_doses ? "(withheld)" : to_grouped_text(figure.number);
  case Figure::Kind::cells:
    return power_of_ten_text(in<CellCount>(figure.number));
  case Figure::Kind::date:
    return weekday_date(day_of(figure));
  case Figure::Kind::questions:
    return listed(safety_question_ids, whole);
  case Figure::Kind::release:
    return listed(release_figures, whole);
  }
  return "";
}

// The text and the source of the note, assumption or criterion that a finding points at.
std::pair<std::string, std::string> note_of(Name id, const Treatment& treatment) {
  for (const Drug& drug : treatment.drugs)
    for (const StandingNote& note : drug.notes)
      if (note.id == id) return {fmt::format("{}: {}", drug.name, note.text), note.source};
  for (const Assumption& assumption : treatment.protocol.assumptions)
    if (assumption.id == id) return {assumption.text, assumption.source};
  if (treatment.criteria)
    for (const Criterion& criterion : treatment.criteria->criteria)
      if (id.text() == criterion.id)
        return {criterion.kind == CriterionKind::exclusion
                    ? "the exclusion applies: " + criterion.text
                    : criterion.text,
                criterion.source};
  return {};
}

constexpr std::string_view unread_mark = "{unread}";

// Whether what stands there may be a dose: it is of a drug or of the cells, or speaks of an amount.
bool may_hold_a_dose(const Unread& unread, const Treatment& treatment) {
  return unread.about.text() == "cells" || holds(treatment.drugs, unread.about, &Drug::id) ||
         !amounts_in(unread.text, order_words()).empty();
}

// What nothing is computed from, and where it stands. It is somebody else's text: nothing in it
// stands for a figure.
std::string unread_of(const Finding& finding, const Case& the_case, const Treatment* treatment,
                      bool withhold_doses) {
  const auto index =
      static_cast<std::size_t>(finding.figures[0].number.billionths() / Decimal::scale);
  const Unread& unread = the_case.unread.at(index);
  const bool is_withheld = withhold_doses && treatment && may_hold_a_dose(unread, *treatment);
  return fmt::format("{}: {}", unread.place, is_withheld ? "(withheld)" : unread.text);
}

std::string replaced(std::string text, std::string_view mark, std::string_view by) {
  for (std::size_t at = text.find(mark); at != text.npos; at = text.find(mark, at + by.size()))
    text.replace(at, mark.size(), by);
  return text;
}

} // namespace

bool is_standing(const Finding& finding) {
  constexpr std::string_view standing[] = {"A002", "D009", "V001"};
  return finding.severity == Severity::info && holds(standing, finding.code.text());
}

FindingWords words_of(const Finding& finding, const Treatment* treatment, const Case* the_case,
                      bool withhold_doses) {
  const FindingText& text = *finding_text(finding.code.text());
  std::string detail(text.details.at(static_cast<std::size_t>(finding.variant)));
  std::string source(text.source);
  if (detail.find("{note}") != detail.npos && treatment) {
    auto [note, its_source] = note_of(finding.subject, *treatment);
    detail = replaced(std::move(detail), "{note}", note);
    source = std::move(its_source);
  }
  if (the_case && detail == unread_mark)
    return {text.title, unread_of(finding, *the_case, treatment, withhold_doses), text.action,
            source};
  if (source == source_of_limit && treatment)
    source = cell_limits(*treatment).source_of(finding.subject.text());
  if (detail.find("{closed}") != detail.npos && treatment)
    detail = replaced(std::move(detail), "{closed}",
                      treatment->site.closed.reason(day_of(finding.figures[0])));
  for (std::size_t i = 0; i < finding.figures.size(); ++i)
    detail = replaced(std::move(detail), fmt::format("{{{}}}", i),
                      words_of(finding.figures[i], withhold_doses));
  detail = replaced(std::move(detail), "{s}", finding.subject.text());
  if (detail.find("{methods}") != detail.npos) {
    detail = replaced(std::move(detail), "{methods}",
                      fmt::format("{}", fmt::join(clearance_methods(), ", ")));
    // Somebody else's text comes last: nothing in it stands for anything.
    detail = replaced(std::move(detail), "{method}",
                      the_case ? in_quotes(the_case->clearance_method) : "it");
  }
  return {text.title, detail, text.action, source};
}

std::string waiver_words(const Waiver& waiver) {
  return fmt::format("waived on {}, {}", iso_date(waiver.on), waiver.reference);
}

std::string sentences(const FindingWords& words) {
  const std::string_view stop = words.detail.ends_with('.') ? "" : ".";
  return fmt::format("{}{} What to do: {}. Source: {}", words.detail, stop, words.action,
                     words.source);
}

} // namespace nkdose
