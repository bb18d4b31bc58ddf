#include "engine/knowledge/field_graph.h"

#include "engine/eval/compile/compiler.h"
#include "engine/knowledge/field_graph_parts.h"
#include "parser/parser.h"

#include <algorithm>
#include <array>

namespace karst {

namespace {

// transforms.conf: the group that names a field, and the one with its value.
constexpr std::string_view kKeyGroup = "_KEY_";
constexpr std::string_view kValueGroup = "_VAL_";

bool is_key_or_value(std::string_view group) {
    const auto start = group.substr(0, kKeyGroup.size());
    return start == kKeyGroup || start == kValueGroup;
}

constexpr std::array<std::string_view, 15> kDefaultFields = {
    "_raw",      "_time",       "host",       "source",      "sourcetype", "index",     "linecount", "date_hour",
    "date_mday", "date_minute", "date_month", "date_second", "date_wday",  "date_year", "date_zone"};

}  // namespace

bool is_default_field(std::string_view name) {
    return std::find(kDefaultFields.begin(), kDefaultFields.end(), name) != kDefaultFields.end() || name == "splunk_server";
}

std::span<const std::string_view> shown_default_fields() {
    return kDefaultFields;
}

FieldGraph::FieldGraph(const KnowledgeBase& knowledge, const EventOrigin& origin) : models_(*knowledge.models()) {
    for (const auto* pack : knowledge.applying(origin)) {
        merge(*pack);
    }
    lookup_steps_.resize(lookups_.size());
    note_known_names();
}

FieldGraph::~FieldGraph() = default;

void FieldGraph::request_keyed_fields() {
    for (std::size_t index = 0; index < extractions_.size(); ++index) {
        if (is_keyed(index) || is_pairs(index)) {
            prepare_extraction(index);
        }
    }
}

void FieldGraph::merge(const Pack& pack) {
    for (const auto& extraction : pack.extractions) {
        extractions_.push_back(&extraction);
    }
    std::set<std::string> replaced;
    for (const auto& alias : pack.aliases) {
        // A stronger pack replaces what a weaker one says of the same name; within a pack several sources may be named.
        if (replaced.insert(alias.to).second) {
            aliases_[alias.to].clear();
        }
        aliases_[alias.to].push_back(&alias);
    }
    for (const auto& field : pack.calculated) {
        calculated_[field.field] = &field;
    }
    for (const auto& lookup : pack.lookups) {
        lookups_.push_back(&lookup);
    }
    for (const auto& type : pack.event_types) {
        event_types_.push_back(&type);
    }
    for (const auto& tags : pack.value_tags) {
        value_tags_.push_back(&tags);
    }
    for (const auto& removed : pack.removed_fields) {
        aliases_.erase(removed);
        calculated_.erase(removed);
    }
    if (!pack.read.time_field.empty()) {
        time_field_ = pack.read.time_field;
        time_format_ = pack.read.time_format;
    }
}

void FieldGraph::note_known_names() {
    const auto note = [this](const std::string& name, std::string_view kind) {
        known_names_.insert(name);
        kinds_[name] = kind;
    };
    for (const auto* extraction : extractions_) {
        auto& names = extraction_names_.emplace_back();
        if (!extraction->regex.text().empty()) {
            names = Regex(extraction->regex.text()).group_names();
        } else {
            names = extraction->columns;
        }
        for (const auto& name : names) {
            if (!name.empty() && !is_key_or_value(name)) {
                note(name, "extracted");
            }
        }
    }
    extraction_steps_.resize(extractions_.size());
    for (const auto& [name, aliases] : aliases_) {
        note(name, "alias");
    }
    for (const auto& [name, field] : calculated_) {
        note(name, "calculated");
    }
    for (std::size_t index = 0; index < lookups_.size(); ++index) {
        for (const auto& [column, name] : lookups_[index]->out) {
            note(name, "lookup");
            lookups_of_[name].push_back(index);
        }
    }
    if (!event_types_.empty()) {
        note("eventtype", "event type");
        note("tag", "tag");
        note(std::string(kTagOf) + "eventtype", "tag");
    }
    for (const auto* tags : value_tags_) {
        note("tag", "tag");
        note(std::string(kTagOf) + tags->field, "tag");
    }
}

std::string_view FieldGraph::kind_of(std::string_view name) const {
    if (is_default_field(name)) {
        return "default";
    }
    const auto found = kinds_.find(name);
    return found == kinds_.end() ? std::string_view("extracted") : found->second;
}

NodeId FieldGraph::request(std::string_view name) {
    return resolve(std::string(name), kFinished);
}

NodeId FieldGraph::request(const EventField& field) {
    return field.is_of_dataset() ? request_of_dataset(field) : request(field.name);
}

const FieldGraph::Node& FieldGraph::node(NodeId id) const {
    return nodes_[place_of(id)];
}

const DerivedValues& FieldGraph::derived_values(NodeId node) const {
    return nodes_[place_of(node)].made;
}

NodeId FieldGraph::make(Node node) {
    if (!node.made) {
        node.made = find_derived_values(node);
    }
    node.needs.insert(node.needs.end(), node.from.begin(), node.from.end());
    for (const NodeId need : node.needs) {
        node.height = std::max(node.height, nodes_[place_of(need)].height + 1);
    }
    if (!node.is_tall()) {
        node.needs = {};
    }
    nodes_.push_back(std::move(node));
    return static_cast<NodeId>(nodes_.size() - 1);
}

DerivedValues FieldGraph::find_derived_values(const Node& node) const {
    using Kind = Node::Kind;
    const DerivedValues none(std::in_place);
    switch (node.kind) {
    case Kind::Raw:
        return none;
    case Kind::Default:
        return node.name == "_raw" ? none : std::nullopt;
    case Kind::Extraction:
    case Kind::Keyed:
    case Kind::Pair: {
        // Cells of a line and elements may have their quotes or escapes undone.
        const auto& step = *extraction_steps_[node.index];
        const bool parts = step.extraction->columns.empty() && !step.extraction->elements;
        return parts ? derived_values(step.from) : std::nullopt;
    }
    case Kind::FirstOf: {
        auto made = none;
        for (const NodeId from : node.from) {
            add_derived_values(made, derived_values(from));
        }
        return made;
    }
    case Kind::Lookup: {
        const auto& step = *lookup_steps_[node.index];
        auto made = derived_values(node.from.front());
        if (step.default_match) {
            add_derived_values(made, DerivedValues({*step.default_match}));
        }
        for (const auto& row : step.table->rows().rows) {
            add_derived_values(made, node.part < row.size() ? DerivedValues({row[node.part]}) : none);
        }
        return made;
    }
    case Kind::DatasetField:
        return derived_values(node.from.back());
    default:
        return std::nullopt;
    }
}

void FieldGraph::prepare_extraction(std::size_t index) {
    if (!extraction_steps_[index]) {
        const auto& extraction = *extractions_[index];
        auto step = std::make_unique<ExtractionStep>();
        step->extraction = &extraction;
        if (!extraction.regex.text().empty()) {
            step->regex.emplace(extraction.regex.text());
        } else if (!extraction.start.text().empty()) {
            step->regex.emplace(extraction.start.text());
        }
        const auto& names = extraction_names_[index];
        for (std::size_t key = 0; key < names.size(); ++key) {
            if (names[key].compare(0, kKeyGroup.size(), kKeyGroup) == 0) {
                const auto value =
                    std::find(names.begin(), names.end(), std::string(kValueGroup) + names[key].substr(kKeyGroup.size()));
                if (value != names.end()) {
                    step->keyed.emplace_back(key + 1, static_cast<std::size_t>(value - names.begin()) + 1);
                }
            }
        }
        // It reads what those before it found, so that no two can wait for each other.
        step->from = resolve(extraction.from, after_extractions(index));
        extraction_steps_[index] = std::move(step);
    }
}

bool FieldGraph::is_keyed(std::size_t extraction) const {
    const auto& names = extraction_names_[extraction];
    return std::any_of(names.begin(), names.end(), is_key_or_value);
}

bool FieldGraph::is_pairs(std::size_t extraction) const {
    return extractions_[extraction]->regex.text().empty() && extractions_[extraction]->columns.empty();
}

bool FieldGraph::may_extract(std::size_t extraction, const std::string& name) const {
    if (extractions_[extraction]->from == name) {
        return false;
    }
    const auto& names = extraction_names_[extraction];
    return is_pairs(extraction) || std::find(names.begin(), names.end(), name) != names.end() ||
           (is_keyed(extraction) && !is_default_field(name));
}

NodeId FieldGraph::make_extracted(const StagedField& field, std::size_t extractions) {
    const auto& name = field.name;
    Node all;
    all.kind = Node::Kind::FirstOf;
    for (std::size_t index = 0; index < extractions; ++index) {
        if (!may_extract(index, name)) {
            continue;
        }
        const auto& names = extraction_names_[index];
        const auto group = std::find(names.begin(), names.end(), name);
        Node extracted;
        extracted.index = index;
        if (is_pairs(index)) {
            extracted.kind = Node::Kind::Pair;
            extracted.name = name;
        } else if (group != names.end()) {
            extracted.kind = Node::Kind::Extraction;
            extracted.part = static_cast<std::size_t>(group - names.begin()) + 1;
        } else {
            extracted.kind = Node::Kind::Keyed;
            extracted.name = name;
        }
        prepare_extraction(index);
        extracted.needs.push_back(extraction_steps_[index]->from);
        all.from.push_back(make(std::move(extracted)));
    }
    const NodeId base = make(base_of(field));
    if (all.from.empty()) {
        return base;
    }
    all.from.push_back(base);
    return make(std::move(all));
}

// The field without the extractions of packs.
FieldGraph::Node FieldGraph::base_of(const StagedField& field) {
    const auto& name = field.name;
    Node base;
    if (is_date_part(name)) {
        base.kind = Node::Kind::DatePart;
        base.name = name;
        base.from.push_back(resolve("_time", field.stage));
    } else if (field.stage == kTimed) {
        base.kind = Node::Kind::Time;
        base.from.push_back(resolve(time_field_, after_extractions(extractions_.size())));
    } else if (is_default_field(name)) {
        base.kind = Node::Kind::Default;
        base.name = name;
    } else {
        base.kind = Node::Kind::Raw;
        const auto [entry, added] = raw_index_.emplace(name, raw_names_.size());
        if (added) {
            raw_names_.push_back(name);
        }
        base.index = entry->second;
    }
    return base;
}

NodeId FieldGraph::make_aliased(const std::string& name) {
    const auto& aliases = aliases_.at(name);
    // Plain AS takes the place of what was extracted, also when the source is missing; ASNEW only fills a gap.
    Node alias;
    alias.kind = Node::Kind::FirstOf;
    const bool keep = std::any_of(aliases.begin(), aliases.end(), [](const auto* one) { return one->keep_existing; });
    if (keep) {
        alias.from.push_back(resolve(name, kTimed));
    }
    for (const auto* one : aliases) {
        alias.from.push_back(resolve(one->from, kTimed));
    }
    return make(std::move(alias));
}

NodeId FieldGraph::make_calculated(const std::string& name) {
    const auto& expression = calculated_.at(name)->expression;
    const auto parsed = parse_eval_expression(expression);
    Node node;
    node.kind = Node::Kind::Calculated;
    EvalCompiler compiler(expression, [&](std::string_view field) {
        return as_field(node.needs.emplace_back(resolve(std::string(field), kAliased)));
    });
    node.program = compiler.compile_assignment(*parsed);
    node.made = karst::derived_values_of(
        *parsed, [this](std::string_view field) { return derived_values(resolve(std::string(field), kAliased)); });
    return make(std::move(node));
}

void FieldGraph::prepare_lookup(std::size_t index) {
    if (lookup_steps_[index]) {
        return;
    }
    const auto& lookup = *lookups_[index];
    LookupDefinition definition;
    definition.name = lookup.name;
    definition.wildcard_columns = lookup.wildcard_columns;
    definition.cidr_columns = lookup.cidr_columns;
    definition.case_sensitive = lookup.case_sensitive;
    definition.max_matches = lookup.max_matches;
    auto step = std::make_unique<LookupStep>();
    step->table = std::make_unique<LookupTable>(std::move(definition), LookupRows{lookup.columns, lookup.rows});
    step->default_match = lookup.default_match;
    for (const auto& [column, field] : lookup.by) {
        step->columns.push_back(step->table->column(column).value_or(0));
        step->inputs.push_back(resolve(field, after_lookups(index)));
    }
    lookup_steps_[index] = std::move(step);
}

// By the last of the lookups so far, which gives the field.
NodeId FieldGraph::make_looked_up(const StagedField& field) {
    const auto lookup = field.stage.count - 1;
    const auto& out = lookups_[lookup]->out;
    const auto given = std::find_if(out.begin(), out.end(), [&](const auto& pair) { return pair.second == field.name; });
    prepare_lookup(lookup);
    const auto& step = *lookup_steps_[lookup];
    Node node;
    node.kind = Node::Kind::Lookup;
    node.index = lookup;
    node.part = step.table->column(given->first).value_or(0);
    node.from.push_back(resolve(field.name, after_lookups(lookup)));
    node.needs = step.inputs;
    node.keep_existing = lookups_[lookup]->keep_existing;
    return make(std::move(node));
}

void FieldGraph::prepare_event_types() {
    if (!event_type_steps_.empty()) {
        return;
    }
    for (const auto* type : event_types_) {
        auto step = std::make_unique<EventTypeStep>();
        step->type = type;
        const auto parsed = parse_search_expression(type->search);
        SearchCompiler compiler(
            type->search,
            [&](std::string_view field) {
                return as_field(step->needs.emplace_back(resolve(std::string(field), looked_up())));
            },
            0, TimeZone());
        step->predicate = compiler.compile(*parsed);
        event_type_steps_.push_back(std::move(step));
    }
}

NodeId FieldGraph::make_event_type_list() {
    prepare_event_types();
    Node node;
    node.kind = Node::Kind::EventTypes;
    for (const auto& step : event_type_steps_) {
        node.needs.insert(node.needs.end(), step->needs.begin(), step->needs.end());
    }
    return make(std::move(node));
}

NodeId FieldGraph::make_tag_list(const std::string& name) {
    Node node;
    node.kind = Node::Kind::Tags;
    node.name = name == "tag" ? "" : name.substr(kTagOf.size());
    if (!event_types_.empty()) {
        node.needs.push_back(resolve("eventtype", kFinished));
    }
    if (value_tag_steps_.empty()) {
        for (const auto* tags : value_tags_) {
            value_tag_steps_.push_back({tags, resolve(tags->field, looked_up())});
        }
    }
    for (const auto& step : value_tag_steps_) {
        node.needs.push_back(step.field);
    }
    return make(std::move(node));
}

}  // namespace karst
