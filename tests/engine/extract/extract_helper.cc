#include "tests/engine/extract/extract_helper.h"
#include "base/read_padding.h"
#include "engine/formats/extractions.h"

#include "engine/input/event_reader.h"

#include <catch2/catch.hpp>

namespace karst::test {

namespace {

std::string joined(Value value) {
    std::string text;
    const auto items = value.items();
    for (std::size_t index = 0; index < items.size(); ++index) {
        text += index > 0 ? "|" : "";
        text += items[index].as_string();
    }
    return text;
}

}  // namespace

std::string padded(const std::string& text) {
    return text + std::string(kReadPadding, ' ');
}

FieldMap extract_all(const std::string& kind, const std::string& text) {
    const auto* extraction = find_extraction(kind);
    REQUIRE(extraction != nullptr);
    const auto extractor = extraction->make();
    const auto memory = padded(text);
    FieldMap fields;
    if (extractor->begin(std::string_view(memory).substr(0, text.size()))) {
        Arena arena;
        extractor->for_each(arena, [&](std::string_view name, Value value) { fields[std::string(name)] = joined(value); });
    }
    return fields;
}

FieldMap extract_some(const std::string& kind, const std::string& text, const std::vector<std::string>& names) {
    const auto extractor = find_extraction(kind)->make();
    const auto memory = padded(text);
    const auto projection = extractor->compile(names, 0);
    FieldMap fields;
    Arena arena;
    std::vector<Value> slots(names.size());
    if (extractor->begin(std::string_view(memory).substr(0, text.size())) && extractor->project(*projection, slots, arena)) {
        for (std::size_t index = 0; index < names.size(); ++index) {
            if (!slots[index].is_null()) {
                fields[names[index]] = joined(slots[index]);
            }
        }
    }
    return fields;
}

}  // namespace karst::test
