// Fields by the paths of a table: the same as by their names.
#include "engine/json/json_document.h"

#include "engine/value/number.h"

#include <catch2/catch.hpp>

#include <map>
#include <random>
#include <string>
#include <vector>

using namespace karst;

namespace {

std::string padded(std::string text) {
    text.append(kReadPadding, ' ');
    return text;
}

std::string items_of(Value value) {
    std::string text;
    for (const auto item : value.items()) {
        append_text(item, text);
        text += '|';
    }
    return text;
}

// The values of all names, and whether the grammar was good.
using Fields = std::pair<std::map<std::string, std::string>, bool>;

Fields by_names(const std::string& text) {
    const auto bytes = padded(text);
    JsonDocument document;
    Arena arena;
    Fields fields;
    document.index(std::string_view(bytes).substr(0, text.size()));
    fields.second = document.for_each_field(
        arena, [&](std::string_view name, Value value) { fields.first[std::string(name)] += items_of(value); });
    return fields;
}

Fields by_paths(const std::string& text, JsonPaths& paths) {
    const auto bytes = padded(text);
    JsonDocument document;
    Arena arena;
    JsonDocument::PathValues found;
    Fields fields;
    document.index(std::string_view(bytes).substr(0, text.size()));
    fields.second = document.read_paths(paths, arena, found);
    REQUIRE_FALSE(found.table_is_full);
    for (const auto& [path, value] : found.fields) {
        fields.first[paths.name(path)] += items_of(value);
    }
    return fields;
}

std::string random_json(std::mt19937& random, int depth) {
    const std::vector<std::string> keys = {"a", "b", "long key", "x\\\"y", "", "c.d"};
    const auto below = [&](std::size_t limit) { return random() % limit; };
    switch (depth == 0 ? below(4) : below(6)) {
    case 0:
        return std::to_string(below(100));
    case 1:
        return "\"text\\n" + std::to_string(below(10)) + "\"";
    case 2:
        return below(2) == 0 ? "null" : "true";
    case 3:
        return "\"\"";
    case 4: {
        std::string array = "[";
        for (std::size_t count = below(4); count > 0; --count) {
            array += random_json(random, depth - 1) + (count > 1 ? "," : "");
        }
        return array + "]";
    }
    default: {
        std::string object = "{";
        for (std::size_t count = below(5); count > 0; --count) {
            object += "\"" + keys[below(keys.size())] + "\":" + random_json(random, depth - 1) + (count > 1 ? "," : "");
        }
        return object + "}";
    }
    }
}

}  // namespace

TEST_CASE("fields by the paths of a table are those by their names, event after event", "[json]") {
    std::mt19937 random(11);
    JsonPaths paths;
    for (int number = 0; number < 2'000; ++number) {
        auto text = "{\"a\":" + random_json(random, 3) + ",\"b\":" + random_json(random, 3) + "}";
        if (number % 5 == 0) {
            text.resize(random() % text.size());  // broken off
        }
        CAPTURE(text);
        const auto wanted = by_names(text);
        const auto found = by_paths(text, paths);
        CHECK(found.second == wanted.second);
        CHECK(found.first == wanted.first);
    }
}

TEST_CASE("a table of paths stops learning when names have no end, and says so", "[json]") {
    JsonPaths paths;
    JsonDocument document;
    Arena arena;
    JsonDocument::PathValues found;
    for (std::size_t number = 0; number <= JsonPaths::kMaxPaths; ++number) {
        const auto text = "{\"name" + std::to_string(number) + "\":1}";
        const auto bytes = padded(text);
        REQUIRE(document.index(std::string_view(bytes).substr(0, text.size())));
        document.read_paths(paths, arena, found);
    }
    CHECK(found.table_is_full);
    CHECK(paths.size() == JsonPaths::kMaxPaths);
}
