// The stages of a FieldGraph: at which one a field is what it is at another, what it needs there, and the order in which nodes
// are made.
#include "engine/knowledge/field_graph_parts.h"

#include <algorithm>

namespace karst {

// What a field needs is made before it, from the smallest stage on, so that this does not recurse from lookup to lookup or from
// extraction to extraction.
NodeId FieldGraph::resolve(const std::string& name, Stage stage) {
    const auto wanted = last_word(name, stage);
    if (const auto known = resolved_.find(wanted); known != resolved_.end()) {
        return known->second;
    }
    for (const auto& field : with_needs(wanted, [this](const StagedField& field) { return needs_of(field); })) {
        if (resolved_.count(field) == 0) {
            const NodeId node = make_staged(field);
            resolved_[field] = node;
        }
    }
    return resolved_.at(wanted);
}

// A field at a stage is the one at the last stage up to it that says something about the name.
FieldGraph::StagedField FieldGraph::last_word(const std::string& name, Stage stage) const {
    using Step = Stage::Step;
    if (stage.step == Step::Finished) {
        const bool is_tag = name == "tag" || name.compare(0, kTagOf.size(), kTagOf) == 0;
        if (name == "eventtype" ? !event_types_.empty() : is_tag && known_names_.count(name) != 0) {
            return {stage, name};
        }
        stage = looked_up();
    }
    if (stage.step == Step::LookedUp) {
        if (const auto giving = lookups_of_.find(name); giving != lookups_of_.end()) {
            const auto later = std::lower_bound(giving->second.begin(), giving->second.end(), stage.count);
            if (later != giving->second.begin()) {
                return {after_lookups(*std::prev(later) + 1), name};
            }
        }
        stage = kCalculated;
    }
    if (stage.step == Step::Calculated) {
        if (calculated_.count(name) != 0) {
            return {stage, name};
        }
        stage = kAliased;
    }
    if (stage.step == Step::Aliased) {
        if (aliases_.count(name) != 0) {
            return {stage, name};
        }
        stage = kTimed;
    }
    if (stage.step == Step::Timed) {
        if (is_date_part(name) || (name == "_time" && !time_field_.empty())) {
            return {stage, name};
        }
        stage = after_extractions(extractions_.size());
    }
    while (stage.count > 0 && !may_extract(stage.count - 1, name)) {
        --stage.count;
    }
    return {stage, name};
}

// Those that can be many upon each other; what else a field needs is found on the way, at a smaller step.
std::vector<FieldGraph::StagedField> FieldGraph::needs_of(const StagedField& field) const {
    std::vector<StagedField> needs;
    const auto need = [&](const std::string& name, Stage stage) {
        if (auto before = last_word(name, stage); resolved_.count(before) == 0) {
            needs.push_back(std::move(before));
        }
    };
    if (field.stage.step == Stage::Step::LookedUp) {
        const auto lookup = field.stage.count - 1;
        need(field.name, after_lookups(lookup));
        for (const auto& [column, input] : lookups_[lookup]->by) {
            need(input, after_lookups(lookup));
        }
    } else if (field.stage.step == Stage::Step::Extracted) {
        for (std::size_t index = 0; index < field.stage.count; ++index) {
            if (may_extract(index, field.name) && !extraction_steps_[index]) {
                need(extractions_[index]->from, after_extractions(index));
            }
        }
    }
    return needs;
}

NodeId FieldGraph::make_staged(const StagedField& field) {
    switch (field.stage.step) {
    case Stage::Step::Extracted:
        return make_extracted(field, field.stage.count);
    case Stage::Step::Timed:
        return make_extracted(field, extractions_.size());
    case Stage::Step::Aliased:
        return make_aliased(field.name);
    case Stage::Step::Calculated:
        return make_calculated(field.name);
    case Stage::Step::LookedUp:
        return make_looked_up(field);
    case Stage::Step::Finished:
        break;
    }
    return field.name == "eventtype" ? make_event_type_list() : make_tag_list(field.name);
}

}  // namespace karst
