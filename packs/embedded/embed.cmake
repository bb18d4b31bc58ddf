# Writes OUTPUT: a C++ source with the bytes of FILES, under NAMES. The bytes are written in hexadecimal, in one array a
# file: a string literal would have a length limit and an escape for every third character of a regular expression.
set(arrays "")
set(entries "")
set(index 0)
foreach(file name IN ZIP_LISTS FILES NAMES)
  file(READ "${file}" bytes HEX)
  string(LENGTH "${bytes}" length)
  math(EXPR length "${length} / 2")
  # One line for 32 bytes: compilers are slow with lines of megabytes.
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${bytes}")
  string(REPEAT "....." 32 line)
  string(REGEX REPLACE "(${line})" "\\1\n" bytes "${bytes}")
  # An array must have an element, also that of an empty file.
  string(APPEND arrays "const unsigned char kFile${index}[] = {\n${bytes}0};\n")
  string(APPEND entries "        EmbeddedFile{\"${name}\", text_of(kFile${index}, ${length})},\n")
  math(EXPR index "${index} + 1")
endforeach()

file(WRITE "${OUTPUT}.new" "// Made from packs/ by packs/embedded/embed.cmake.
#include \"packs/embedded/embedded.h\"

#include <array>
#include <cstddef>

namespace karst {

namespace {

${arrays}
std::string_view text_of(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace

std::span<const EmbeddedFile> embedded_files() {
    static const std::array<EmbeddedFile, ${index}> kFiles = {
${entries}    };
    return kFiles;
}

}  // namespace karst
")
file(RENAME "${OUTPUT}.new" "${OUTPUT}")
