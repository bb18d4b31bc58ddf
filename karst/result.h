// Results: values, rows and tables, which own what they hand out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace karst::api {

/// The value of a field: absent (null), text, a number, or several values. A field of an event is text as it is written there;
/// a number is one that the search has computed.
class Value {
public:
    enum class Kind { Null, Text, Number, List };

    Value() = default;
    Value(std::string text) : data_(std::move(text)) {}         // NOLINT(google-explicit-constructor)
    Value(std::string_view text) : data_(std::string(text)) {}  // NOLINT(google-explicit-constructor)
    Value(const char* text) : data_(std::string(text)) {}       // NOLINT(google-explicit-constructor)
    /// `significant` is the number of significant figures that it is known to; 0: it is exact.
    Value(double number, std::uint8_t significant = 0) : data_(Number{number, significant}) {}  // NOLINT
    /// Nulls are left out and lists unfolded. No items make null, one item makes that item: in Splunk a field with one value is
    /// not a list.
    explicit Value(std::vector<Value> items);

    Kind kind() const { return static_cast<Kind>(data_.index()); }
    bool is_null() const { return kind() == Kind::Null; }
    /// As Splunk shows it: numbers with their significant figures, the items of a list joined by newlines, nothing for null.
    std::string text() const;
    /// The number, also that which a text spells; nothing for anything else.
    std::optional<double> number() const;
    /// Significant figures of a number, 0: it is exact.
    std::uint8_t significant() const;
    /// The items of a list, the value itself when it is one value, nothing for null.
    std::vector<Value> items() const;

    friend bool operator==(const Value&, const Value&) = default;

private:
    struct Number {
        double number;
        std::uint8_t significant;
        friend bool operator==(const Number&, const Number&) = default;
    };
    std::variant<std::monostate, std::string, Number, std::vector<Value>> data_;
};

/// One row of a result. It shares the ownership of its data, so that copies are cheap and outlive the table, the run and the
/// engine.
class Row {
public:
    Row() = default;

    /// The names of the columns in their order; not all have a value in this row.
    const std::vector<std::string>& columns() const;
    /// The value in a column by its number in columns(); null when there is no value or no such column.
    Value value(std::size_t column) const;
    /// The same by name.
    Value value(std::string_view column) const;
    /// Appends the text of the value, without making a Value. False: it is null.
    bool append_text(std::size_t column, std::string& out) const;
    /// Appends the row as a JSON object (json.h).
    void append_json(std::string& out) const;

    class Data;
    class Inside;

private:
    friend class Table;
    friend class Inside;
    Row(std::shared_ptr<const Data> data, std::size_t number) : data_(std::move(data)), number_(number) {}
    std::shared_ptr<const Data> data_;
    std::size_t number_ = 0;
};

/// Rows with common columns: a piece of a result as it comes, or all of it.
class Table {
public:
    Table() = default;
    /// A row of one's own: values under the names of their columns. A name that stands twice has the last value.
    using Fields = std::vector<std::pair<std::string, Value>>;
    static Table of(const std::vector<Fields>& rows);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    Row operator[](std::size_t number) const;

    /// All columns in their order: those that the search names, then the others as they came up.
    const std::vector<std::string>& columns() const;
    /// The columns (by number in columns()) that a table for people has: those with a value in some row, and those that the
    /// search itself names in the end (table, stats …), whether they have one or not.
    std::vector<std::size_t> shown_columns() const;

    /// Adds the rows of a later piece of the same result.
    void append(const Table& piece);

    class Builder;

private:
    friend class Builder;
    struct Piece {
        std::shared_ptr<const Row::Data> data;
        std::size_t rows_before;
    };
    std::vector<Piece> pieces_;
    std::size_t size_ = 0;
};

}  // namespace karst::api
