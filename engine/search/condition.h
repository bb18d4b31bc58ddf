// Shared conditions: the search expressions of many consumers over the same fields, as one graph in which equal parts are one
// node (hash-consing), so that each part is tested at most once an event. Constants are folded away while a graph is built.
#pragma once

#include "engine/search/predicate.h"

#include <absl/container/flat_hash_map.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace karst {

/// A node of a ConditionGraph.
enum class ConditionId : std::uint32_t {};

/// What an index can look up of a field's value: that it is a text, contains one, or spells a number. Texts are in lower case.
struct ConditionKey {
    enum class Kind : std::uint8_t { Exact, Contains, Number };
    FieldId field = 0;
    Kind kind = Kind::Exact;
    std::string text;

    auto operator<=>(const ConditionKey&) const = default;
};

/// Keys one of which every event has that meets a condition.
using KeySet = std::vector<ConditionKey>;

/// Keys as people read them: `EventCode="1" or process="*evil*" or 3 more`.
std::string describe_keys(const KeySet& keys, const std::function<std::string(FieldId)>& name_of);

/// The keys that a comparison with one value asks for; nothing when no index can look it up.
std::optional<ConditionKey> key_of_value(FieldId field, const SearchValue& value);
/// The key of a value that is a number, however it is spelled.
ConditionKey key_of_number(FieldId field, double number);
/// The text that an event's text must contain for a term to be in it.
std::optional<ConditionKey> key_of_term(FieldId raw, const SearchValue& term);

class ConditionGraph {
public:
    static constexpr ConditionId kFalse{0};
    static constexpr ConditionId kTrue{1};

    ConditionGraph();

    /// The node of a test that is not taken apart. `identity` is the same for tests that are the same; `make` is called for
    /// new ones. `keys`: one of them every event has that meets it; empty: not known.
    ConditionId leaf(std::string identity, KeySet keys, const std::function<PredicatePtr()>& make);
    ConditionId all_of(const std::vector<ConditionId>& conditions);
    ConditionId any_of(const std::vector<ConditionId>& conditions);
    ConditionId negation(ConditionId condition);

    enum class Kind : std::uint8_t { Constant, Leaf, All, Any, Not };
    struct Node {
        Kind kind = Kind::Constant;
        std::uint32_t cost = 0;             // of testing it, roughly; children are in its order
        std::vector<ConditionId> children;  // of All, Any and Not
        PredicatePtr test;                  // of a Leaf
        KeySet keys;                        // of a Leaf
        std::string identity;               // of a Leaf: what it says, for people
    };
    const Node& node(ConditionId id) const { return nodes_[static_cast<std::size_t>(id)]; }
    std::size_t size() const { return nodes_.size(); }

    /// Sets of keys, each of which alone is necessary for the condition, the likely best first; empty when there is none.
    std::vector<KeySet> necessary_keys(ConditionId condition) const;

private:
    ConditionId intern(Kind kind, std::vector<ConditionId> children);
    void gather(Kind kind, ConditionId condition, std::vector<ConditionId>& into) const;

    std::vector<Node> nodes_;
    absl::flat_hash_map<std::string, ConditionId> by_identity_;
};

/// The truth of conditions for one event, found when it is asked for and at most once.
class ConditionMemo {
public:
    explicit ConditionMemo(const ConditionGraph& graph) : graph_(graph) {}

    void begin_event() {
        ++event_;
        known_.resize(graph_.size(), 0);
    }
    bool holds(ConditionId condition, EvalContext& context);

private:
    bool find(const ConditionGraph::Node& node, EvalContext& context);

    const ConditionGraph& graph_;
    std::uint64_t event_ = 0;
    std::vector<std::uint64_t> known_;  // twice the number of the event at which it was found, and the truth
};

}  // namespace karst
