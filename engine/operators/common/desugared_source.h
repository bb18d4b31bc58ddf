// Source of a generating command that other commands can express: the pipeline that does the same is planned instead.
#pragma once

#include "engine/plan/planner.h"

#include <string>

namespace karst {

/// A source of the rows of the pipeline `spl`, which stands for the command.
Planned plan_desugared(const Command& command, const std::string& spl, Planner& planner);

}  // namespace karst
