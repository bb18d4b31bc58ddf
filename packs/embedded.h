// The files of packs/ as they were when karst was built, so that one binary is all a user needs.
#pragma once

#include <span>
#include <string_view>

namespace karst {

struct EmbeddedFile {
    std::string_view name;  // below packs/, such as "aws_cloudtrail.yml" or "attack/techniques.tsv"
    std::string_view text;
};

/// In the order of their names.
std::span<const EmbeddedFile> embedded_files();

}  // namespace karst
