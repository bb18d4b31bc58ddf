#include "base/ascii.h"
#include "base/delimited.h"
#include "engine/knowledge/field_graph.h"
#include "engine/knowledge/field_graph_parts.h"
#include "engine/run/run_context.h"
#include "engine/text/key_value.h"
#include "engine/time/time_format.h"
#include "engine/time/time_names.h"
#include "engine/value/number.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <set>

namespace karst {

namespace {

// The values in order, each once.
Value sorted_set(std::vector<Value>& values, Arena& arena) {
    std::sort(values.begin(), values.end(), [](Value a, Value b) { return a.as_string() < b.as_string(); });
    values.erase(std::unique(values.begin(), values.end(), [](Value a, Value b) { return a.as_string() == b.as_string(); }),
                 values.end());
    return arena.list(values);
}

// The date_ fields of an event (Knowledge Manager Manual, "Use default fields"): the parts of its time stamp.
Value date_part(std::string_view name, Value time, Arena& arena) {
    const auto epoch = to_number(time);
    if (!epoch) {
        return {};
    }
    const auto civil = TimeZone().to_civil(static_cast<std::int64_t>(std::floor(*epoch)));
    const auto number = [&](std::int64_t part) { return Value::string(arena.copy(std::to_string(part))); };
    if (name == "date_hour") {
        return number(civil.hour);
    }
    if (name == "date_mday") {
        return number(civil.day);
    }
    if (name == "date_minute") {
        return number(civil.minute);
    }
    if (name == "date_second") {
        return number(civil.second);
    }
    if (name == "date_year") {
        return number(civil.year);
    }
    if (name == "date_month") {
        return Value::string(arena.copy(lower_case(kMonths[civil.month - 1])));
    }
    return name == "date_wday" ? Value::string(arena.copy(lower_case(kWeekdays[civil.weekday]))) : number(0);
}

std::string key_name(const PackExtraction& extraction, std::string_view key) {
    return extraction.clean_keys ? clean_key(key) : std::string(key);
}

}  // namespace

void FieldGraph::State::begin(RawEventFields& fields, Arena& arena) {
    raw_ = &fields;
    arena_ = &arena;
    ++event_;
    slots_.resize(graph_.nodes_.size());
    extracted_.resize(graph_.extraction_steps_.size());
    matched_.resize(graph_.lookup_steps_.size());
    typed_.resize(graph_.event_type_steps_.size());
}

Value FieldGraph::State::read(NodeId node) {
    if (place_of(node) >= slots_.size()) {
        return {};
    }
    if (!is_known(node)) {
        if (graph_.node(node).is_tall()) {
            compute_tall_needs(node);
        }
        settle(node);
    }
    return slots_[place_of(node)].value;
}

void FieldGraph::State::settle(NodeId node) {
    slots_[place_of(node)].event = event_;
    slots_[place_of(node)].value = compute(graph_.node(node));
}

// From the bottom up, with a stack of its own: a thousand lookups, each of which reads what the one before it gave, are a
// thousand nodes upon each other.
void FieldGraph::State::compute_tall_needs(NodeId node) {
    struct Open {
        NodeId node;
        std::size_t next = 0;  // of its needs
    };
    std::vector<Open> open{{node}};
    while (true) {
        auto& top = open.back();
        const auto& needs = graph_.node(top.node).needs;
        if (top.next < needs.size()) {
            const NodeId need = needs[top.next++];
            if (graph_.node(need).is_tall() && !is_known(need)) {
                open.push_back({need});
            }
            continue;
        }
        const NodeId ready = top.node;
        open.pop_back();
        if (open.empty()) {
            return;
        }
        settle(ready);
    }
}

Value FieldGraph::State::compute(const Node& node) {
    using Kind = Node::Kind;
    switch (node.kind) {
    case Kind::Raw:
        return raw_->raw_field(node.index);
    case Kind::Default:
        return raw_->default_field(node.name);
    case Kind::Time:
        return time_value(node);
    case Kind::DatePart:
        return date_part(node.name, read(node.from.front()), *arena_);
    case Kind::Extraction:
        return extracted_value(node);
    case Kind::Pair:
        return pair_value(node);
    case Kind::Keyed:
        return keyed_value(node);
    case Kind::FirstOf:
        for (const NodeId from : node.from) {
            if (const Value value = read(from); !value.is_null()) {
                return value;
            }
        }
        return {};
    case Kind::Calculated: {
        EvalContext context{*this, *arena_, run_};
        return node.program->evaluate(context);
    }
    case Kind::Lookup:
        return lookup_value(node);
    case Kind::EventTypes:
        return event_type_names();
    case Kind::Tags:
        return tags(node);
    case Kind::Member:
    case Kind::DatasetField:
    case Kind::NodeNames:
        return dataset_value(node);
    }
    return {};
}

const FieldGraph::State::Extracted& FieldGraph::State::matches_of(std::size_t extraction) {
    auto& found = extracted_[extraction];
    if (found.event != event_) {
        found.event = event_;
        found.matches.clear();
        const auto& step = *graph_.extraction_steps_[extraction];
        if (const Value from = read(step.from); !from.is_null()) {
            const auto text = text_of(from, *arena_);
            found.matches = step.extraction->columns.empty() ? matches(step, text) : cells(step, text);
        }
    }
    return found;
}

// Each match names its field: the first one with the wanted name counts, or all of them.
Value FieldGraph::State::keyed_value(const Node& node) {
    const auto& step = *graph_.extraction_steps_[node.index];
    std::vector<Value> values;
    for (const auto& groups : matches_of(node.index).matches) {
        for (const auto& [key, value] : step.keyed) {
            if (groups[value].data() != nullptr && key_name(*step.extraction, groups[key]) == node.name) {
                values.push_back(Value::string(groups[value]));
            }
        }
    }
    if (!step.extraction->all_matches && values.size() > 1) {
        values.resize(1);
    }
    return arena_->list(values);
}

void FieldGraph::State::for_each_keyed_field(const std::function<void(std::string_view, Value)>& each) {
    std::set<std::string> given;
    const auto is_new = [&](const std::string& name) {
        return !name.empty() && graph_.known_names().count(name) == 0 && !is_default_field(name) && given.insert(name).second;
    };
    for (std::size_t index = 0; index < graph_.extraction_steps_.size(); ++index) {
        if (graph_.extraction_steps_[index] && graph_.is_pairs(index)) {
            find_step_pairs(*graph_.extraction_steps_[index], [&](std::string_view key, std::string_view text) {
                if (is_new(std::string(key))) {
                    each(key, Value::string(text));
                }
                return true;
            });
        }
        if (!graph_.extraction_steps_[index] || graph_.extraction_steps_[index]->keyed.empty()) {
            continue;
        }
        for (const auto& groups : matches_of(index).matches) {
            for (const auto& [key, value] : graph_.extraction_steps_[index]->keyed) {
                auto name = groups[value].data() == nullptr
                                ? std::string()
                                : key_name(*graph_.extraction_steps_[index]->extraction, groups[key]);
                if (is_new(name)) {
                    Node node;
                    node.kind = Node::Kind::Keyed;
                    node.name = name;
                    node.index = index;
                    each(name, keyed_value(node));
                }
            }
        }
    }
}

Value FieldGraph::State::extracted_value(const Node& node) {
    std::vector<Value> values;
    for (const auto& groups : matches_of(node.index).matches) {
        if (node.part < groups.size() && groups[node.part].data() != nullptr) {
            values.push_back(Value::string(groups[node.part]));
        }
    }
    return arena_->list(values);
}

std::vector<FieldGraph::State::Groups> FieldGraph::State::matches(const ExtractionStep& step, std::string_view text) const {
    std::vector<Groups> found;
    Groups groups;
    for (std::size_t at = 0; at <= text.size() && step.regex->find(text, at, groups, *run_.regex_limits);) {
        found.push_back(groups);
        if (!step.extraction->all_matches && step.keyed.empty()) {
            break;
        }
        // An empty match must not be found again.
        const auto end = static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size();
        at = end > at ? end : at + 1;
    }
    return found;
}

// The cells of a line, in the place of a match's groups.
std::vector<FieldGraph::State::Groups> FieldGraph::State::cells(const ExtractionStep& step, std::string_view text) const {
    Groups groups;
    if (step.regex) {
        if (!step.regex->find(text, 0, groups, *run_.regex_limits)) {
            return {};
        }
        text.remove_prefix(static_cast<std::size_t>(groups[0].data() - text.data()) + groups[0].size());
    }
    groups.assign(1, text);
    const auto keep = [&](const std::string& cell) { return arena_->copy(cell); };
    split_cells(text, step.extraction->cell_delimiter, Quotes::Undone, keep, groups);
    std::replace_if(
        groups.begin(), groups.end(), [](std::string_view cell) { return cell.empty(); }, std::string_view());
    return {groups};
}

// Every pair or element of an extraction, until `found` says false.
template <class Found>
void FieldGraph::State::find_step_pairs(const ExtractionStep& step, Found found) {
    const Value from = read(step.from);
    if (from.is_null()) {
        return;
    }
    const auto& extraction = *step.extraction;
    auto text = text_of(from, *arena_);
    if (extraction.elements) {
        find_xml_pairs(text, found);
        return;
    }
    while (!text.empty()) {
        const auto end = text.find_first_of(extraction.pair_delimiters);
        auto pair = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        pair.remove_prefix(std::min(pair.find_first_not_of(" \t"), pair.size()));
        const auto split = pair.find_first_of(extraction.key_delimiters);
        if (split != std::string_view::npos && split > 0 && !found(pair.substr(0, split), pair.substr(split + 1))) {
            return;
        }
    }
}

// The value of the first pair with the wanted key.
Value FieldGraph::State::pair_value(const Node& node) {
    Value value;
    find_step_pairs(*graph_.extraction_steps_[node.index], [&](std::string_view key, std::string_view text) {
        value = key == node.name ? Value::string(text) : value;
        return value.is_null();
    });
    return value;
}

Value FieldGraph::State::time_value(const Node& node) {
    const Value text = read(node.from.front());
    std::optional<double> time;
    if (text.is_string()) {
        const auto& format = graph_.time_format_;
        if (format == "epoch" || format == "epoch_ms") {
            time = to_number(text);
            time = time && format == "epoch_ms" ? *time / 1000 : time;
        } else if (format.empty() || format == "iso8601") {
            time = parse_iso8601(text.as_string(), run_.zone);
        } else {
            time = parse_time(text.as_string(), format, run_.zone);
        }
    }
    return time ? Value::number(*time) : raw_->default_field("_time");
}

bool FieldGraph::State::event_type_holds(std::size_t index) {
    auto& typed = typed_[index];
    if (typed.event != event_) {
        typed.event = event_;
        EvalContext context{*this, *arena_, run_};
        typed.holds = graph_.event_type_steps_[index]->predicate->test(context);
    }
    return typed.holds;
}

Value FieldGraph::State::event_type_names() {
    std::vector<Value> found;
    for (std::size_t index = 0; index < graph_.event_type_steps_.size(); ++index) {
        if (event_type_holds(index)) {
            found.push_back(Value::string(graph_.event_type_steps_[index]->type->name));
        }
    }
    return sorted_set(found, *arena_);
}

Value FieldGraph::State::tags(const Node& node) {
    std::vector<Value> found;
    const auto add = [&](const std::vector<std::string>& tags) {
        std::transform(tags.begin(), tags.end(), std::back_inserter(found),
                       [](const std::string& tag) { return Value::string(tag); });
    };
    const bool of_event_types = node.name.empty() || node.name == "eventtype";
    for (std::size_t index = 0; of_event_types && index < graph_.event_type_steps_.size(); ++index) {
        if (event_type_holds(index)) {
            add(graph_.event_type_steps_[index]->type->tags);
        }
    }
    for (const auto& step : graph_.value_tag_steps_) {
        if (!node.name.empty() && node.name != step.tags->field) {
            continue;
        }
        const Value values = read(step.field);
        for (const Value value : values.items()) {
            if (text_of(value, *arena_) == step.tags->value) {
                add(step.tags->tags);
            }
        }
    }
    return sorted_set(found, *arena_);
}

// A lookup by one field looks up each of its values; one by several fields, the first value of each.
void FieldGraph::State::find_rows(const LookupStep& step, std::vector<std::size_t>& rows) {
    if (step.inputs.size() == 1) {
        const Value value = read(step.inputs.front());
        for (const Value item : value.items()) {
            step.table->match(step.columns, {text_of(item, *arena_)}, matches_);
            rows.insert(rows.end(), matches_.rows.begin(), matches_.rows.end());
        }
        return;
    }
    std::vector<std::string_view> values;
    for (const NodeId input : step.inputs) {
        const Value value = read(input);
        if (value.is_null()) {
            return;
        }
        values.push_back(text_of(value.items().front(), *arena_));
    }
    step.table->match(step.columns, values, matches_);
    rows = matches_.rows;
}

Value FieldGraph::State::lookup_value(const Node& node) {
    const auto& step = *graph_.lookup_steps_[node.index];
    const Value before = read(node.from.front());
    if (node.keep_existing && !before.is_null()) {
        return before;
    }
    auto& matched = matched_[node.index];
    if (matched.event != event_) {
        matched.event = event_;
        matched.rows.clear();
        find_rows(step, matched.rows);
    }
    if (matched.rows.empty()) {
        return step.default_match ? Value::string(*step.default_match) : before;
    }
    std::vector<Value> found;
    for (const auto row : matched.rows) {
        const auto& cells = step.table->rows().rows[row];
        if (node.part < cells.size() && !cells[node.part].empty()) {
            found.push_back(Value::string(cells[node.part]));
        }
    }
    return arena_->list(found);
}

}  // namespace karst
