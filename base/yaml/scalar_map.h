// Source map of a YAML scalar: where each of its characters stands in the file. A YAML parser gives the text of a scalar and
// the place of its first character; in between stand indentation, folded lines, doubled quotes and escapes (YAML 1.2, chapters
// 7.3 and 8.1). This reads the scalar's source a second time, beside the text that the parser made of it, and writes down which
// byte came from where. The parser stays the judge of what the text is: where this reading does not arrive at the very same
// text, the whole text is said to come from the whole scalar, and messages become less exact but not wrong.
#pragma once

#include "base/source_text.h"

#include <memory>

namespace karst {

struct YamlNode;

SourceText map_scalar(const std::shared_ptr<const SourceFile>& file, const YamlNode& scalar);

}  // namespace karst
