// Inputs of a plan: the edges of the graph that plans make. A subsearch is a plan of its own, whose rows another takes.
#pragma once

#include "base/diagnostic.h"
#include "engine/row/row.h"

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace karst {

class Plan;
struct RunContext;

/// The place of an input among those of its plan, for inputs whose rows an operator takes.
struct InputId {
    std::size_t index = 0;
};

/// A subsearch of a plan. All of them are known before the run (but for those of map, whose searches come from rows).
struct PlanInput {
    enum class Kind {
        Text,  // [ … ] in an expression or among arguments: its results become text in the place of the brackets
        Rows   // join, append, union …: an operator or source takes its rows
    };

    Kind kind;
    Span span;  // Text: with the brackets. Rows: of the pipeline
    std::shared_ptr<const Plan> plan;
    std::size_t limit = static_cast<std::size_t>(-1);  // Rows: more are left out, with a warning
    std::string command{};                             // Rows: the command that takes them, for the warning
};

/// The rows of an input, in slots of their own table of fields.
struct InputRows {
    std::vector<Batch> batches;
    FieldTable fields;
};

/// Where the rows of the inputs of a plan wait until its operators take them; by InputId.
struct InputRowsOfPlan {
    std::vector<InputRows> inputs;
};

/// Rows moved into slots of a run's own fields; names that are new to it are interned there.
std::vector<Batch> in_slots_of(InputRows rows, RunContext& run);

/// Takes the rows of an input, once, in slots of the run's own fields (names that are new to it are interned there).
std::vector<Batch> take_input_rows(InputId input, RunContext& run);

}  // namespace karst
