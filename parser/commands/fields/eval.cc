#include "parser/commands/fields/eval.h"

#include "parser/grammar/command_reader.h"

namespace karst {

std::unique_ptr<Command> parse_eval(CommandReader& reader) {
    auto command = std::make_unique<EvalCommand>();
    do {
        EvalCommand::Assignment assignment;
        const auto begin = reader.mark();
        assignment.target = reader.assigned_field("a field to assign to");
        // == in the place of the assignment compares, which gives nothing to keep.
        const auto sign = reader.mark();
        const bool assigns = reader.take('=') && reader.source().text().substr(sign, 2) != "==";
        if (!assigns) {
            reader.fail("spl-eval-needs-assignment", {begin, std::max(reader.position(), begin + 1)},
                        "eval needs an assignment: field=expression", "nothing is assigned here");
        }
        assignment.value = reader.eval_expression();
        command->assignments.push_back(std::move(assignment));
    } while (reader.take(',') && !reader.at_end());
    return command;
}

}  // namespace karst
