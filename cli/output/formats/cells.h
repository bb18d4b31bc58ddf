// Results as lines of cells, which the formats for people and spreadsheets share.
#pragma once

#include "karst/karst.h"

#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace karst::cli {

using Cells = std::vector<std::string>;
/// Writes lines of cells under a header.
using WriteCells = std::function<void(std::ostream& out, const Cells& header, const std::vector<Cells>& rows)>;

/// Keeps the rows of a search until its columns are known: those that have a value somewhere.
class CellRows final : public RowReceiver {
public:
    CellRows(std::ostream& out, WriteCells write) : out_(out), write_(std::move(write)) {}
    bool rows(const Table& piece) override {
        table_.append(piece);
        return true;
    }
    void finish(const Table& result) override;

private:
    std::ostream& out_;
    WriteCells write_;
    Table table_;
};

/// Severity, score, rule, entities and message of a finding.
Cells cells_of(const Finding& finding);

}  // namespace karst::cli
