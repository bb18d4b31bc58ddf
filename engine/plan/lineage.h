// Lineage of columns: which field of the scanned events a column's values are, unchanged, row by row or group by group. An
// event that is left out because of such a field leaves out just the rows with its values, so that a later command that asks
// for certain values of the column (join) can be obeyed by the scan.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

class Lineage {
public:
    /// Where a column's values come from.
    struct Origin {
        std::string field;                      // of the events
        std::optional<std::string> null_value;  // what the column has where an event lacks the field; nothing: it is null
    };
    /// By name; nothing for a column that is computed.
    using Columns = std::map<std::string, std::optional<Origin>, std::less<>>;

    /// True while columns that are not known by name are fields of the event itself.
    bool is_open() const { return open_; }

    /// Nothing for a column that is computed, or is not there.
    std::optional<Origin> origin_of(std::string_view column) const;

    /// The column has values of its own from here on.
    void compute(const std::string& column) { columns_[column] = std::nullopt; }
    /// Columns as a command with groups leaves them: no others are there.
    void close(Columns columns) {
        open_ = false;
        columns_ = std::move(columns);
    }
    /// The column `from` is called `to`, and no column `from` is left.
    void rename(const std::string& from, const std::string& to);

    /// Columns that are known by name; all of them when the lineage is not open.
    const Columns& columns() const { return columns_; }

private:
    bool open_ = true;
    Columns columns_;
};

}  // namespace karst
