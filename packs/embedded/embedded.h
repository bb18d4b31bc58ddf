// Embedded packs: the content of packs/ when karst was built, so that one binary is all a user needs: data models and tables
// file by file, packs as one image (packs/reader/pack_image.h).
#pragma once

#include <span>
#include <string_view>

namespace karst {

struct EmbeddedFile {
    std::string_view name;  // below packs/, such as "datamodels/web.yml" or "attack/techniques.tsv"
    std::string_view text;
};

std::span<const EmbeddedFile> embedded_files();

/// The text of one; empty when there is none of the name.
std::string_view embedded_file(std::string_view name);

}  // namespace karst
