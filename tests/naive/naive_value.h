// Values of the naive evaluator: a kind and what it needs, copied wherever they go. Nothing of engine/ is used, on purpose:
// what both would share, both could get wrong.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace karst::naive {

struct NaiveValue {
    enum class Kind { Null, Text, Number, Truth, List };

    static NaiveValue null() { return {}; }
    static NaiveValue of(std::string text) { return {Kind::Text, std::move(text), 0, {}}; }
    static NaiveValue of(double number) { return {Kind::Number, {}, number, {}}; }
    static NaiveValue truth(bool is) { return {Kind::Truth, {}, is ? 1.0 : 0.0, {}}; }
    /// A field: nothing, one text, or several.
    static NaiveValue of(const std::vector<std::string>& texts);

    bool is_null() const { return kind == Kind::Null; }
    bool is_true() const { return kind == Kind::Truth && number != 0; }
    /// The text as it is shown.
    std::string shown() const;
    /// The number that it is or spells.
    std::optional<double> as_number() const;

    Kind kind = Kind::Null;
    std::string text;
    double number = 0;
    std::vector<std::string> list;
};

std::optional<double> number_spelled(const std::string& text);
std::string number_shown(double number);

}  // namespace karst::naive
