#include "cli/output/color.h"

#include <unistd.h>

namespace karst::cli {

bool use_color(const std::string& when, int descriptor, const Environment& environment) {
    if (when != "auto") {
        return when == "always";
    }
    return environment.variable("NO_COLOR").value_or("").empty() && ::isatty(descriptor) == 1;
}

}  // namespace karst::cli
