// Checks of what a pack says in other languages, made while it is read, so that what is wrong has a place in the pack.
#pragma once

#include "base/diagnostic.h"
#include "base/source_text.h"

namespace karst {

/// Truth of "it compiles as a regular expression"; one that does not is reported (`pack-bad-regex`) and made empty. An empty
/// one is right.
bool check_regex(SourceText& regex, Diagnostics& diagnostics);

/// Truth of "it compiles as an expression of eval"; what is wrong is reported with the codes of SPL.
bool check_expression(const SourceText& expression, Diagnostics& diagnostics);

/// Truth of "it compiles as a search expression"; what is wrong is reported with the codes of SPL.
bool check_search(const SourceText& search, Diagnostics& diagnostics);

}  // namespace karst
