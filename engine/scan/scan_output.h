// Output of a unit of a scan, in order. It depends on nothing but the unit, so that a receiver that takes units in their order
// sees the same for any number of workers.
#pragma once

#include "engine/input/event_reader.h"
#include "engine/row/row.h"
#include "engine/scan/event_scan.h"
#include "engine/stream/input_error.h"
#include "engine/text/regex_limits.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace karst {

class ScanOutput {
public:
    virtual ~ScanOutput() = default;

    /// Rows for a consumer, or none. `names` are those that the unit has met for it since its last rows; the first has the id
    /// ScanLayout::Part::width, or the one after the last that was given.
    virtual void rows(std::size_t part, Batch& batch, std::vector<std::string> names) = 0;
    /// Something is wrong with an event; its line counts from the first of the unit.
    virtual void problem(const InputProblem& problem) = 0;
    virtual void warning(std::string_view message) = 0;
    /// What was opened and recognised, for the log.
    virtual void note(std::string_view message) = 0;
    /// Regular expressions of packs gave up.
    virtual void regex_limits(const RegexLimitHits& hits) = 0;
    /// So much more was read. False: nothing more is wanted.
    virtual bool read(const ScanStatistics& more) = 0;
    /// The unit is done; it had so many lines.
    virtual void end(std::uint64_t lines) = 0;
};

}  // namespace karst
