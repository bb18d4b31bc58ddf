// A YAML parser's complaint in words that tell the author of a rule what to do. yaml-cpp says "unknown token" of a back-quote
// and "end of map not found" of almost anything else; this looks at the text around the place and names the usual cause: a tab,
// a character that needs quotes, a bracket or a quote that is not closed, a text that goes on behind its closing quote.
#pragma once

#include "base/diagnostic.h"

#include <cstddef>
#include <memory>
#include <string_view>

namespace karst {

/// An error of the code `yaml-syntax`. `problem` is yaml-cpp's message and `offset` the byte of the file that it names. The
/// place of the result is that of the cause where it is found, such as the bracket that is not closed.
Diagnostic explain_yaml_error(const std::shared_ptr<const SourceFile>& file, std::size_t offset, std::string_view problem);

/// The same for something that begins at `offset`, where the document before it is complete.
Diagnostic explain_yaml_remainder(const std::shared_ptr<const SourceFile>& file, std::size_t offset);

/// A tab in the indentation of a line.
Diagnostic explain_yaml_tab(const std::shared_ptr<const SourceFile>& file, std::size_t tab);

}  // namespace karst
