#include "engine/search/condition.h"

#include "engine/search/value_matcher.h"
#include "engine/value/number.h"
#include "engine/value/wildcard.h"

#include <algorithm>
#include <map>

namespace karst {

namespace {

constexpr std::size_t kMinContained = 3;  // shorter texts stand in nearly every value
constexpr std::size_t kShownKeys = 3;
constexpr std::size_t kMaxSets = 8;           // alternatives that are kept for a condition
constexpr std::size_t kMaxKeys = 4096;        // of a set
constexpr std::uint32_t kLeafCost = 4;        // of a comparison
constexpr std::uint32_t kUnindexedCost = 16;  // of a test that no key describes

std::string longest_piece(const Wildcard& pattern) {
    const auto& pieces = pattern.pieces();
    return *std::max_element(pieces.begin(), pieces.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
}

// Exact keys are looked up faster than contained texts, few faster than many; the text of a whole event is the longest value.
bool is_better(const KeySet& one, const KeySet& other) {
    const auto rank = [](const KeySet& set) {
        const auto contained =
            std::count_if(set.begin(), set.end(), [](const auto& key) { return key.kind == ConditionKey::Kind::Contains; });
        return std::pair(contained, set.size());
    };
    return rank(one) < rank(other);
}

void keep_best(std::vector<KeySet>& sets) {
    std::stable_sort(sets.begin(), sets.end(), is_better);
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
    if (sets.size() > kMaxSets) {
        sets.resize(kMaxSets);
    }
}

FieldId field_of(const KeySet& set) {
    return set.front().field;
}

bool is_of_one_field(const KeySet& set) {
    return std::all_of(set.begin(), set.end(), [&](const auto& key) { return key.field == field_of(set); });
}

void add_keys(KeySet& all, const KeySet& more) {
    all.insert(all.end(), more.begin(), more.end());
}

void tidy(KeySet& set) {
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
}

}  // namespace

std::string describe_keys(const KeySet& keys, const std::function<std::string(FieldId)>& name_of) {
    std::string text;
    for (std::size_t number = 0; number < std::min(keys.size(), kShownKeys); ++number) {
        const auto& key = keys[number];
        const char* const star = key.kind == ConditionKey::Kind::Contains ? "*" : "";
        text += (text.empty() ? "" : " or ") + name_of(key.field) + "=\"" + star + key.text + star + '"';
    }
    return keys.size() > kShownKeys ? text + " or " + std::to_string(keys.size() - kShownKeys) + " more" : text;
}

std::optional<ConditionKey> key_of_value(FieldId field, const SearchValue& value) {
    const ValueMatcher matcher(value);
    if (matcher.is_literal()) {
        return ConditionKey{field, ConditionKey::Kind::Exact, matcher.literal()};
    }
    const Wildcard pattern(value.text, Wildcard::Case::Insensitive);
    auto piece = longest_piece(pattern);
    if (pattern.is_literal() || piece.size() < kMinContained) {  // a literal that is none to the matcher: a block of addresses
        return std::nullopt;
    }
    return ConditionKey{field, ConditionKey::Kind::Contains, std::move(piece)};
}

ConditionKey key_of_number(FieldId field, double number) {
    return {field, ConditionKey::Kind::Number, format_number(number)};
}

std::optional<ConditionKey> key_of_term(FieldId raw, const SearchValue& term) {
    auto piece = longest_piece(Wildcard(term.text, Wildcard::Case::Insensitive));
    if (piece.size() < kMinContained) {
        return std::nullopt;
    }
    return ConditionKey{raw, ConditionKey::Kind::Contains, std::move(piece)};
}

ConditionGraph::ConditionGraph() : nodes_(2) {}

ConditionId ConditionGraph::leaf(std::string identity, KeySet keys, const std::function<PredicatePtr()>& make) {
    const auto known = by_identity_.find(identity);
    if (known != by_identity_.end()) {
        return known->second;
    }
    const auto id = static_cast<ConditionId>(nodes_.size());
    by_identity_.emplace(identity, id);
    auto& node = nodes_.emplace_back();
    node.kind = Kind::Leaf;
    node.cost = keys.empty() ? kUnindexedCost : kLeafCost;
    node.test = make();
    node.keys = std::move(keys);
    node.identity = std::move(identity);
    return id;
}

// The parts of a nested condition of the same kind are parts of the outer one.
void ConditionGraph::gather(Kind kind, ConditionId condition, std::vector<ConditionId>& into) const {
    const auto& inner = node(condition);
    if (inner.kind == kind) {
        into.insert(into.end(), inner.children.begin(), inner.children.end());
    } else {
        into.push_back(condition);
    }
}

ConditionId ConditionGraph::all_of(const std::vector<ConditionId>& conditions) {
    std::vector<ConditionId> parts;
    for (const auto condition : conditions) {
        if (condition == kFalse) {
            return kFalse;
        }
        if (condition != kTrue) {
            gather(Kind::All, condition, parts);
        }
    }
    return intern(Kind::All, std::move(parts));
}

ConditionId ConditionGraph::any_of(const std::vector<ConditionId>& conditions) {
    std::vector<ConditionId> parts;
    for (const auto condition : conditions) {
        if (condition == kTrue) {
            return kTrue;
        }
        if (condition != kFalse) {
            gather(Kind::Any, condition, parts);
        }
    }
    return intern(Kind::Any, std::move(parts));
}

ConditionId ConditionGraph::negation(ConditionId condition) {
    if (condition == kTrue || condition == kFalse) {
        return condition == kTrue ? kFalse : kTrue;
    }
    if (node(condition).kind == Kind::Not) {
        return node(condition).children.front();
    }
    return intern(Kind::Not, {condition});
}

ConditionId ConditionGraph::intern(Kind kind, std::vector<ConditionId> children) {
    std::sort(children.begin(), children.end(),
              [this](ConditionId a, ConditionId b) { return std::pair(node(a).cost, a) < std::pair(node(b).cost, b); });
    children.erase(std::unique(children.begin(), children.end()), children.end());
    if (kind != Kind::Not && children.size() < 2) {
        return !children.empty() ? children.front() : kind == Kind::All ? kTrue : kFalse;
    }
    std::string identity(1, static_cast<char>(kind));
    identity.append(reinterpret_cast<const char*>(children.data()), children.size() * sizeof(ConditionId));
    const auto known = by_identity_.find(identity);
    if (known != by_identity_.end()) {
        return known->second;
    }
    const auto id = static_cast<ConditionId>(nodes_.size());
    by_identity_.emplace(std::move(identity), id);
    Node made;
    made.kind = kind;
    for (const auto child : children) {
        made.cost += node(child).cost;
    }
    made.children = std::move(children);
    nodes_.push_back(std::move(made));
    return id;
}

std::vector<KeySet> ConditionGraph::necessary_keys(ConditionId condition) const {
    const auto& it = node(condition);
    std::vector<KeySet> sets;
    switch (it.kind) {
    case Kind::Constant:
    case Kind::Not:
        break;
    case Kind::Leaf:
        if (!it.keys.empty() && it.keys.size() <= kMaxKeys) {
            sets.push_back(it.keys);
            tidy(sets.back());
        }
        break;
    case Kind::All:
        for (const auto child : it.children) {
            auto more = necessary_keys(child);
            sets.insert(sets.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
        }
        break;
    case Kind::Any: {
        // What every alternative says of one field together, and the best of each.
        std::map<FieldId, std::pair<std::size_t, KeySet>> of_field;
        KeySet best;
        for (std::size_t number = 0; number < it.children.size(); ++number) {
            const auto alternatives = necessary_keys(it.children[number]);
            if (alternatives.empty()) {
                return {};
            }
            add_keys(best, alternatives.front());
            for (const auto& set : alternatives) {
                auto& [count, keys] = of_field[field_of(set)];
                if (count == number && is_of_one_field(set)) {
                    ++count;
                    add_keys(keys, set);
                }
            }
        }
        tidy(best);
        sets.push_back(std::move(best));
        for (auto& [field, found] : of_field) {
            if (found.first == it.children.size()) {
                tidy(found.second);
                sets.push_back(std::move(found.second));
            }
        }
        std::erase_if(sets, [](const auto& set) { return set.size() > kMaxKeys; });
        break;
    }
    }
    keep_best(sets);
    return sets;
}

bool ConditionMemo::holds(ConditionId condition, EvalContext& context) {
    auto& known = known_[static_cast<std::size_t>(condition)];
    if (known >> 1 == event_) {
        return (known & 1) != 0;
    }
    const bool truth = condition == ConditionGraph::kTrue || find(graph_.node(condition), context);
    known = event_ << 1 | static_cast<std::uint64_t>(truth);
    return truth;
}

bool ConditionMemo::find(const ConditionGraph::Node& node, EvalContext& context) {
    const auto holds_here = [&](ConditionId child) { return holds(child, context); };
    switch (node.kind) {
    case ConditionGraph::Kind::Constant:
        return false;
    case ConditionGraph::Kind::Leaf:
        return node.test->test(context);
    case ConditionGraph::Kind::All:
        return std::all_of(node.children.begin(), node.children.end(), holds_here);
    case ConditionGraph::Kind::Any:
        return std::any_of(node.children.begin(), node.children.end(), holds_here);
    case ConditionGraph::Kind::Not:
        return !holds_here(node.children.front());
    }
    return false;
}

}  // namespace karst
