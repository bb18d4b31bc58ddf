// min and max. Numbers come before all other text: min is the smallest number if there is any, max is a number only if there
// is nothing else (Search Reference, "Aggregate functions", max: "processes field values as numbers if possible").
#include "engine/aggregate/functions/families.h"

#include <cmath>
#include <string>
#include <vector>

namespace karst {

namespace {

// From here on a double does not hold every whole number, and an identifier must come out as it went in.
constexpr double kExactWholeNumbers = 9007199254740992.0;

enum class Extreme { Least, Greatest };

template <Extreme kExtreme>
class ExtremeState final : public StateOf<ExtremeState<kExtreme>> {
public:
    void update(const AggregateInput& input) override {
        for (const Value item : input.value.items()) {
            if (const auto number = to_number(item); number && !std::isnan(*number)) {
                see_number(*number, item.is_string() && std::fabs(*number) >= kExactWholeNumbers ? item.as_string()
                                                                                                 : std::string_view());
            } else {
                see_text(text_of(item, input.scratch));
            }
        }
    }

    void absorb(const ExtremeState& other) {
        if (other.has_number_) {
            see_number(other.number_, other.long_number_);
        }
        if (other.has_text_) {
            see_text(other.text_);
        }
    }

    Value finish(Arena& arena, const RunContext&) const override {
        const bool as_number = kMin ? has_number_ : !has_text_;
        if (!as_number) {
            return has_text_ ? Value::string(arena.copy(text_)) : Value();
        }
        if (!has_number_) {
            return {};
        }
        return long_number_.empty() ? Value::number(number_) : Value::string(arena.copy(long_number_));
    }

    std::size_t bytes() const override { return text_.capacity() + long_number_.capacity(); }

    template <class Self, class Archive>
    static void fields(Self& self, Archive& archive) {
        archive(self.number_, self.has_number_, self.has_text_, self.long_number_, self.text_);
    }

private:
    static constexpr bool kMin = kExtreme == Extreme::Least;

    void see_number(double number, std::string_view as_written) {
        if (!has_number_ || (kMin ? number < number_ : number > number_)) {
            number_ = number;
            has_number_ = true;
            long_number_ = as_written;
        }
    }
    void see_text(std::string_view text) {
        if (!has_text_ || (kMin ? text < text_ : text > text_)) {
            text_ = text;
            has_text_ = true;
        }
    }

    double number_ = 0;
    bool has_number_ = false;
    bool has_text_ = false;
    std::string long_number_;  // as it was written, when a double cannot hold it
    std::string text_;
};

}  // namespace

AggregateFamily extreme_aggregates() {
    static const std::vector<AggregateSpec> kTable = {
        {.name = "min",
         .aliases = {},
         .state = state_type<ExtremeState<Extreme::Least>>(),
         .holds_values = true,
         .family = "Aggregate",
         .signature = "min(<field>)",
         .summary = "The smallest number, or where there is none the text that sorts first."},
        {.name = "max",
         .aliases = {},
         .state = state_type<ExtremeState<Extreme::Greatest>>(),
         .holds_values = true,
         .family = "Aggregate",
         .signature = "max(<field>)",
         .summary = "The text that sorts last, or where all values are numbers the largest."},
    };
    return kTable;
}

}  // namespace karst
