// Colours of what is shown to people.
#pragma once

#include "base/environment.h"

#include <string>

namespace karst::cli {

/// True when output to this descriptor is coloured: `when` is auto, always or never; auto asks NO_COLOR and for a terminal.
bool use_color(const std::string& when, int descriptor, const Environment& environment = *real_environment());

}  // namespace karst::cli
