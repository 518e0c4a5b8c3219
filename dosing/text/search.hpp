// Searching a list as a whole.
//
// The ranges algorithms of the standard library would do, but the core is kept to what the C++
// library of a browser build has too, and that has none.
#pragma once

#include <algorithm>
#include <functional>
#include <iterator>

namespace nkdose {

/// Where the list holds the value, or its end.
template <class List, class Value>
constexpr auto find_in(List&& list, const Value& value) {
  return std::find(std::begin(list), std::end(list), value);
}

/// Where the list holds something whose `part` (a member or a function of it) is the value.
template <class List, class Value, class Part>
constexpr auto find_in(List&& list, const Value& value, Part part) {
  return std::find_if(std::begin(list), std::end(list),
                      [&](const auto& element) { return std::invoke(part, element) == value; });
}

template <class List, class... Sought>
constexpr bool holds(const List& list, const Sought&... sought) {
  return find_in(list, sought...) != std::end(list);
}

template <class List, class Test>
constexpr bool any_of(const List& list, Test test) {
  return std::any_of(std::begin(list), std::end(list),
                     [&](const auto& element) { return std::invoke(test, element); });
}

template <class List, class Test>
constexpr bool all_of(const List& list, Test test) {
  return !any_of(list, std::not_fn(test));
}

/// Sorted by a part of each element, keeping the order of equals.
template <class List, class Part>
void sort_by(List& list, Part part) {
  std::stable_sort(std::begin(list), std::end(list), [&](const auto& a, const auto& b) {
    return std::invoke(part, a) < std::invoke(part, b);
  });
}

} // namespace nkdose
