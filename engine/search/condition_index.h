// Index over the conditions of many consumers of one kind of event: for each event it gives those whose condition holds, while
// it tests few of them. Conditions that the same part guards (membership in a dataset, one sourcetype) stand together behind
// that guard; behind it, and for the guards themselves, a KeyIndex finds those whose necessary keys the event has.
//
// Which of a condition's necessary keys are rare is not known beforehand, so the first events are tested in full and their
// keys counted. That decides only the cost: what is found is the same.
#pragma once

#include "engine/search/condition.h"
#include "engine/search/key_index.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace karst {

class ConditionIndex {
public:
    /// So many events are tested in full before the keys are chosen.
    static constexpr std::size_t kSampledEvents = 64;

    /// `conditions[n]` is that of consumer n; those that are ConditionGraph::kFalse are never found. The graph outlives this
    /// and does not change.
    ConditionIndex(const ConditionGraph& graph, std::span<const ConditionId> conditions);
    ~ConditionIndex();

    /// The numbers of the consumers whose condition holds for the event that `context` reads, in order. They live until the
    /// next call.
    std::span<const std::size_t> matches(EvalContext& context);

    /// For how many events the condition of a consumer was tested.
    std::uint64_t tested(std::size_t consumer) const;
    /// The name of a field, for people.
    using FieldName = std::function<std::string(FieldId)>;
    /// By which keys a consumer is found: "EventCode=1, then process_name=cmd.exe". "every event": by none.
    std::string describe(std::size_t consumer, const FieldName& name) const;

private:
    // A condition of one consumer or more.
    struct Subject {
        ConditionId condition;
        std::vector<std::size_t> consumers;
        std::uint64_t event = 0;  // the last one for which it was tested
        std::uint64_t tested = 0;
        std::size_t group = 0;
        KeySet keys{};  // by which it is found
    };
    // Subjects that are tested only when an event has one of their keys, and those that have none.
    struct Group {
        ConditionId guard = ConditionGraph::kTrue;
        std::vector<std::uint32_t> unindexed;
        std::unique_ptr<KeyIndex> index;
        std::uint64_t event = 0;
        KeySet keys{};  // by which the guard is found
    };
    struct Sample;

    const Subject* subject_of(std::size_t consumer) const;
    void test(std::uint32_t subject, EvalContext& context);
    void enter(Group& group, EvalContext& context);
    void choose_keys();
    std::vector<ConditionId> guards() const;
    ConditionId guard_of(ConditionId condition, std::span<const ConditionId> guards) const;

    const ConditionGraph& graph_;
    ConditionMemo memo_;
    std::vector<Subject> subjects_;
    std::vector<std::uint32_t> subjects_of_consumers_;
    std::vector<Group> groups_;             // by guard; of the first the guard is true
    std::unique_ptr<KeyIndex> entrance_;    // finds groups by the keys of their guards
    std::vector<std::size_t> open_groups_;  // those that no key of a guard finds
    std::unique_ptr<Sample> sample_;        // until the keys are chosen
    std::uint64_t event_ = 0;
    std::vector<std::size_t> found_;
};

}  // namespace karst
