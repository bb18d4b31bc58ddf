// The merger of unit results in input order: forwards rows to their consumers, and problems to the problem sink. Units must be
// begun in the order of the input.
#pragma once

#include "engine/scan/scan_layout.h"
#include "engine/scan/scan_output.h"
#include "engine/scan/scan_unit.h"
#include "engine/stream/input_error.h"

#include <vector>

namespace karst {

class OrderedMerger final : public ScanOutput {
public:
    /// Both outlive this.
    OrderedMerger(const ScanLayout& layout, const ScanOptions& options);

    /// What comes from now on is of this unit.
    void begin(const ScanUnit& unit);

    void rows(std::size_t part, Batch& batch, std::vector<std::string> names) override;
    void problem(const InputProblem& problem) override;
    void warning(std::string_view message) override;
    void note(std::string_view message) override;
    void regex_limits(const RegexLimitHits& hits) override;
    bool read(const ScanStatistics& more) override;
    void end(std::uint64_t lines) override;

    /// True when no consumer wants more, or the scan is to stop.
    bool all_done() const;
    const ScanStatistics& statistics() const { return statistics_; }

private:
    struct ConsumerState {
        bool done = false;
        // The consumer's ids of the names that the unit has met, and what they are called there.
        std::vector<FieldId> ids;
        bool same_ids = true;
        std::size_t width = 0;
    };
    void rename(const ScanLayout::ConsumerLayout& part, const ConsumerState& state, Batch& batch);

    const ScanLayout& layout_;
    const ScanOptions& options_;
    std::vector<ConsumerState> states_;
    std::vector<Value> values_;       // of a row that is being renamed
    std::uint64_t lines_before_ = 0;  // the unit, in its file
    ScanStatistics statistics_;
};

}  // namespace karst
