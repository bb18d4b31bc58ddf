// Reports on what a run has cost, for people who make rules or machines faster: --stats and --profile.
#pragma once

#include "karst/karst.h"

#include <ostream>

namespace karst::cli {

/// Events, bytes and rules × events a second, and the peak of the memory of this process.
void write_statistics(std::ostream& out, const DetectionSummary& summary);

/// A line for each rule that was tested on an event or has cost time: the dearest first.
void write_profile(std::ostream& out, const DetectionSummary& summary);

}  // namespace karst::cli
