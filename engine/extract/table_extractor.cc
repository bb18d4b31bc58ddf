// Rows of a table: a field for each column, by its name in the header.

#include "base/ascii.h"
#include "engine/extract/field_list.h"
#include "engine/input/table.h"
#include "engine/time/time_format.h"
#include "engine/value/number.h"

#include <algorithm>

namespace karst {

namespace {

// Splunk names indexed columns with letters, digits, underscores and dots; braces are of its own exports.
std::string field_name(std::string_view column) {
    std::string name(column);
    std::replace_if(
        name.begin(), name.end(),
        [](char c) {
            return !(is_word_character(c) || c == '.' || c == '{' || c == '}' || c == ':' ||
                     static_cast<unsigned char>(c) >= 0x80);
        },
        '_');
    while (name.size() > 1 && name.back() == '_') {
        name.pop_back();
    }
    return name;
}

class TableExtractor final : public ListExtractor {
public:
    void use_columns(const std::shared_ptr<const TableColumns>& columns) override {
        if (columns_ == columns) {
            return;
        }
        columns_ = columns;
        tabbed_ = *columns;
        tabbed_.separator = '\t';
        names_.clear();
        std::transform(columns->names.begin(), columns->names.end(), std::back_inserter(names_), field_name);
    }

    bool begin(std::string_view text) override {
        fields_.clear();
        kept_.clear();
        if (!columns_) {
            return true;
        }
        // CloudFront names columns with blanks between them, and separates cells with tabs.
        const bool tabs = columns_->separator == ' ' && text.find('\t') != std::string_view::npos;
        split_row(text, tabs ? tabbed_ : *columns_, cells_, kept_);
        const auto& absent = columns_->absent;
        for (std::size_t index = 0; index < std::min(cells_.size(), names_.size()); ++index) {
            const auto cell = cells_[index];
            if (!cell.empty() && !names_[index].empty() && std::find(absent.begin(), absent.end(), cell) == absent.end()) {
                fields_.add(names_[index], cell);
            }
        }
        return true;
    }

    // W3C logs have date and time in UTC; Zeek has ts.
    std::optional<double> time(const TimeZone& zone) override {
        if (const auto* stamp = fields_.find("ts")) {
            const auto number = to_number(Value::string(*stamp));
            return number ? number : parse_iso8601(*stamp, zone);
        }
        const auto* date = fields_.find("date");
        const auto* clock = fields_.find("time");
        if (date == nullptr || clock == nullptr) {
            return std::nullopt;
        }
        return parse_iso8601(std::string(*date) + "T" + std::string(*clock) + "Z", zone);
    }

private:
    std::shared_ptr<const TableColumns> columns_;
    TableColumns tabbed_;
    std::vector<std::string> names_;
    std::vector<std::string_view> cells_;
    std::deque<std::string> kept_;
};

}  // namespace

std::unique_ptr<FieldExtractor> make_table_extractor() {
    return std::make_unique<TableExtractor>();
}

}  // namespace karst
