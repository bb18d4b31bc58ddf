// The command makemv: a multivalue field made of text. Search Reference, makemv.
#pragma once

#include "parser/grammar/ast.h"

namespace karst {

/// makemv <options> <field>
struct MakemvCommand : Command {
    std::string delimiter = " ";
    std::string tokenizer;  // a regular expression whose first group gives the values; empty: delimiter
    Span tokenizer_span;
    bool allow_empty = false;
    FieldName field;
};

}  // namespace karst
