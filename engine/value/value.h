// The one value type of karst: what a field of an event or of a result row holds.
//
// A field may be absent (null), a string, a number or a list of values (multivalue). Eval expressions know Booleans beside
// these, which never become a field. A Value is sixteen bytes, trivially copyable and owns nothing: text and items live in
// the input buffer, in a batch's Arena (engine/value/arena.h) or in the plan, and must outlive it.
//
// What this is not: it has no arithmetic and no comparison. Those differ between SPL's two expression languages and live in
// engine/value/compare.h and engine/eval/.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace karst {

class Value {
public:
    enum class Kind : std::uint8_t { Null, String, Number, Boolean, Multivalue };

    constexpr Value() noexcept : text_(nullptr) {}

    static constexpr Value string(std::string_view text) noexcept {
        Value value;
        value.text_ = text.data();
        value.size_ = static_cast<std::uint32_t>(text.size());
        value.kind_ = Kind::String;
        return value;
    }

    /// A number. `significant` is the count of significant figures of the text it was read from, 0 when it is exact: Splunk
    /// rounds a result to the precision of its least precise input (Search Reference, eval, "Rounding").
    static constexpr Value number(double number, std::uint8_t significant = 0) noexcept {
        Value value;
        value.number_ = number;
        value.kind_ = Kind::Number;
        value.significant_ = significant;
        return value;
    }

    static constexpr Value boolean(bool truth) noexcept {
        Value value;
        value.number_ = truth ? 1 : 0;
        value.kind_ = Kind::Boolean;
        return value;
    }

    /// A multivalue of `items` (none of them null or multivalue themselves). No items make null and one item makes that
    /// item: in Splunk a field with one value is not a list.
    static constexpr Value multivalue(std::span<const Value> items) noexcept {
        if (items.empty()) {
            return {};
        }
        if (items.size() == 1) {
            return items.front();
        }
        Value value;
        value.items_ = items.data();
        value.size_ = static_cast<std::uint32_t>(items.size());
        value.kind_ = Kind::Multivalue;
        return value;
    }

    constexpr Kind kind() const noexcept { return kind_; }
    constexpr bool is_null() const noexcept { return kind_ == Kind::Null; }
    constexpr bool is_string() const noexcept { return kind_ == Kind::String; }
    constexpr bool is_number() const noexcept { return kind_ == Kind::Number; }
    constexpr bool is_boolean() const noexcept { return kind_ == Kind::Boolean; }
    constexpr bool is_multivalue() const noexcept { return kind_ == Kind::Multivalue; }

    /// The text of a string value. Only for Kind::String.
    constexpr std::string_view as_string() const noexcept { return {text_, size_}; }
    /// Only for Kind::Number.
    constexpr double as_number() const noexcept { return number_; }
    /// Only for Kind::Number: significant figures, 0 when exact.
    constexpr std::uint8_t significant() const noexcept { return significant_; }
    /// Only for Kind::Boolean.
    constexpr bool as_boolean() const noexcept { return number_ != 0; }

    /// The values of any field: nothing for null, the items of a multivalue, the value itself otherwise. The span of a single
    /// value points at this object.
    constexpr std::span<const Value> items() const& noexcept {
        if (kind_ == Kind::Multivalue) {
            return {items_, size_};
        }
        return {this, kind_ == Kind::Null ? 0u : 1u};
    }
    std::span<const Value> items() const&& = delete;  // would dangle for a single value

private:
    union {
        const char* text_;
        double number_;
        const Value* items_;
    };
    std::uint32_t size_ = 0;
    Kind kind_ = Kind::Null;
    std::uint8_t significant_ = 0;
};

static_assert(sizeof(Value) == 16);

}  // namespace karst
