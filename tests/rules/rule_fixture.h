// Rules of tests: read from text, compiled against content that the test gives.
#pragma once

#include "engine/compile/compile.h"
#include "engine/knowledge/knowledge_base.h"
#include "engine/lookup/lookup.h"
#include "packs/library/pack_library.h"
#include "rules/compiled_rule.h"
#include "rules/content_library.h"
#include "rules/rule_loader.h"

#include <catch2/catch.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace karst {

inline std::shared_ptr<const SourceFile> file_of(const std::string& text, const std::string& name = "rule.yml") {
    return std::make_shared<const SourceFile>(SourceFile{name, text});
}

/// The codes of diagnostics, in order.
inline std::vector<std::string> codes(const Diagnostics& diagnostics) {
    std::vector<std::string> all;
    for (const auto& diagnostic : diagnostics.all()) {
        all.emplace_back(diagnostic.code.text());
    }
    return all;
}

/// A rule that must load.
inline Rule rule_from(const std::string& yaml) {
    Diagnostics diagnostics;
    auto rule = read_rule(file_of(yaml), diagnostics);
    INFO(yaml);
    REQUIRE(codes(diagnostics).empty());
    REQUIRE(rule.has_value());
    return std::move(*rule);
}

/// What a text of a file says at a place.
inline std::string text_at(const Location& where) {
    const std::string& text = where.file->text;
    std::size_t begin = 0;
    for (std::uint32_t line = 1; line < where.line; ++line) {
        begin = text.find('\n', begin) + 1;
    }
    begin += where.column - 1;
    if (where.end_line != where.line) {
        return text.substr(begin, text.find('\n', begin) - begin);
    }
    return text.substr(begin, where.end_column - where.column);
}

/// The knowledge that comes with karst, and a content folder ("" for none).
struct Surroundings {
    explicit Surroundings(const std::string& content = "")
        : packs(load_packs({}, diagnostics)), library(content, packs, diagnostics) {
        environment.lookups = library.make_lookups();
    }

    CompiledRule compile(const Rule& rule) const { return compile_rule(rule, library, environment); }

    Diagnostics diagnostics;
    std::vector<Pack> packs;
    ContentLibrary library;
    PlanEnvironment environment = spl_environment();
};

}  // namespace karst
