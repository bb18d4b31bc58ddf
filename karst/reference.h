// The reference: commands, functions and packs, out of the engine's own tables.
#pragma once

#include "karst/engine.h"

#include <optional>
#include <string>
#include <vector>

namespace karst::api {

/// An option of a command, written name=value.
struct ReferenceOption {
    std::string name;
    std::string value;  // its syntax: <bool>, inner|left|outer
    std::string summary;
    std::optional<std::string> default_value;
    bool required = false;
    std::string effect;  // used, ignored or refused
};

struct ReferenceEntry {
    std::string name;
    std::string kind;
    std::string syntax;
    std::string summary;
    std::optional<std::vector<ReferenceOption>> options{};  // of a command that runs
};

/// The commands of SPL: those that run, then those that do not, with the reason.
std::vector<ReferenceEntry> list_commands();
/// The functions of eval and of stats.
std::vector<ReferenceEntry> list_functions();
/// The packs and data models of an engine.
std::vector<ReferenceEntry> list_packs(const Engine& engine);

/// The entries of that name, whatever its case; all when it is empty. Throws ArgumentError, with the nearest name, when there
/// is none; `what` is what the message calls an entry.
std::vector<ReferenceEntry> entries_named(const std::string& name, const std::vector<ReferenceEntry>& entries,
                                          const std::string& what);

}  // namespace karst::api
