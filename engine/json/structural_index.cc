#include "engine/json/structural_index.h"

#include "base/read_padding.h"

#include <simdjson.h>

#include <algorithm>

namespace karst {

namespace {

constexpr std::size_t kFirstCapacity = 64 * 1024;
constexpr std::size_t kNoDepth = 1;  // the second stage, which builds a tree, is not used

}  // namespace

struct StructuralIndex::Stage {
    std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
    std::size_t capacity = 0;
};

StructuralIndex::StructuralIndex() : stage_(std::make_unique<Stage>()) {
    static_assert(kReadPadding >= simdjson::SIMDJSON_PADDING);
}

StructuralIndex::~StructuralIndex() = default;

bool StructuralIndex::read(std::string_view text) {
    if (text.empty()) {
        return false;
    }
    auto& [parser, capacity] = *stage_;
    if (text.size() > capacity) {
        const auto wanted = std::max(text.size(), kFirstCapacity);
        if (simdjson::get_active_implementation()->create_dom_parser_implementation(wanted, kNoDepth, parser) !=
            simdjson::SUCCESS) {
            return false;
        }
        capacity = wanted;
    }
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    return parser->stage1(bytes, text.size(), simdjson::stage1_mode::regular) == simdjson::SUCCESS;
}

std::span<const std::uint32_t> StructuralIndex::positions() const {
    return {stage_->parser->structural_indexes.get(), stage_->parser->n_structural_indexes};
}

}  // namespace karst
