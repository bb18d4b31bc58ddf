// A check of the bytes of a YAML file before it is parsed. yaml-cpp takes bytes as they come: it lets through what is not
// UTF-8, takes a byte 0x04 for the end of the file and a carriage return alone for a letter, and holds all of a list or map in
// brackets in memory until it is closed.
#pragma once

#include "base/diagnostic_code.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace karst {

/// How many more brackets may be opened than closed in a file, texts included. Far more than any rule has; what nests deeper
/// than YamlLimits::depth is found while parsing.
inline constexpr std::size_t kMaxOpenBrackets = 10'000;
/// How many brackets and commas a file may have, texts included: what yaml-cpp holds in memory of them is many times their
/// size.
inline constexpr std::size_t kMaxBracketItems = 1'000'000;

struct YamlCharacterProblem {
    std::size_t offset;
    DiagnosticCode code;  // yaml-encoding or yaml-too-large
    std::string message;
    std::string help;
};

/// The first place where the text is not UTF-8, or has a character that YAML does not allow (YAML 1.2, chapter 5.1), or too
/// many open brackets; nothing when the text may be parsed.
std::optional<YamlCharacterProblem> find_yaml_character_problem(std::string_view text);

}  // namespace karst
