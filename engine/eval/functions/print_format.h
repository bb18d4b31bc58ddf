// The formats of printf(): %d %i %u %x %X %p %o %c %f %e %g %a %s %z %%, with flags, width and precision.
#pragma once

#include "engine/value/arena.h"
#include "engine/value/value.h"

#include <span>
#include <string>
#include <string_view>

namespace karst {

std::string print_format(std::string_view format, std::span<const Value> arguments, Arena& arena);

}  // namespace karst
