#include "engine/scan/scan_layout.h"

#include "engine/formats/input_formats.h"
#include "engine/knowledge/field_graph.h"

#include "engine/input/input_format.h"
#include "engine/scan/scan_predicate.h"

#include <algorithm>

namespace karst {

namespace {

RunContext context_of_workers(const RunContext& run) {
    RunContext mine = run;
    mine.fields = FieldTable();
    return mine;
}

// The keys of rows are names that no plan knows.
bool may_be_rows(const KnowledgeBase& knowledge, const ScanOptions& options) {
    if (options.read.format != nullptr) {
        return options.read.format->traits.result_rows;
    }
    const auto& packs = knowledge.packs();
    return std::any_of(packs.begin(), packs.end(), [](const Pack& pack) {
        const auto* format = find_input_format(pack.read.format);
        return format != nullptr && format->traits.result_rows;
    });
}

}  // namespace

ScanLayout::ScanLayout(std::span<ScanRequest> all, const KnowledgeBase& knowledge, const ScanOptions& options)
    : consumers(all), dataset(*knowledge.models(), all.front().run->dataset), run(context_of_workers(*all.front().run)),
      now(run.now > 0 ? run.now : options.clock->now()) {
    for (const auto& consumer : all) {
        auto& part = parts.emplace_back();
        part.consumer = consumer;
        part.predicate = compile_scan_predicate(consumer, slots);
        part.scope = consumer.scope;
    }
    predicate_slots = slots.size();
    const bool rows = may_be_rows(knowledge, options);
    for (auto& part : parts) {
        want_fields(part);
        const auto& known = part.consumer.run->fields;
        part.width = known.size();
        if (part.wants_patterns || rows) {
            part.names = known;
        }
    }
}

void ScanLayout::want_fields(ConsumerLayout& part) {
    const auto& needs = *part.consumer.needs;
    auto& fields = part.consumer.run->fields;
    const auto want = [&](std::string_view name) {
        const auto slot = slots.intern(part.scope == nullptr ? EventField::own(name) : part.scope->field(name));
        const FieldId field = fields.intern(name);
        const bool known =
            std::any_of(part.copies.begin(), part.copies.end(), [&](const auto& copy) { return copy.field == field; });
        if (!known) {
            part.copies.push_back({slot, field});
        }
    };
    part.wants_patterns = needs.is_everything() || !needs.patterns().empty();
    if (part.wants_patterns) {
        for (const auto name : shown_default_fields()) {
            if (needs.contains(name)) {
                want(name);
            }
        }
        for (const auto& name : part.scope == nullptr ? std::vector<std::string>() : part.scope->names()) {
            if (needs.contains(name)) {
                want(name);
            }
        }
        part.wants_patterns = part.scope == nullptr || !part.scope->is_strict();
        if (part.wants_patterns) {
            patterns.add_everything();
        }
    }
    for (const auto& name : needs.names()) {
        want(name);
    }
}

}  // namespace karst
