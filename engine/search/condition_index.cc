#include "engine/search/condition_index.h"

#include <algorithm>
#include <map>

namespace karst {

namespace {

constexpr std::size_t kMinGuarded = 3;  // conditions that share a part before it becomes a guard
constexpr auto kNoSubject = static_cast<std::uint32_t>(-1);

}  // namespace

// How often the necessary keys of conditions were met, and so which are rare.
struct ConditionIndex::Sample {
    explicit Sample(const ConditionGraph& conditions) : graph(conditions) {}

    // The numbers of a condition's alternatives.
    const std::vector<std::uint32_t>& alternatives(ConditionId condition) {
        const auto [known, added] = of_condition.try_emplace(condition);
        if (added) {
            for (auto& keys : graph.necessary_keys(condition)) {
                const auto [number, is_new] = numbers.try_emplace(keys, static_cast<std::uint32_t>(entries.size()));
                if (is_new) {
                    entries.push_back({number->second, std::move(keys)});
                }
                known->second.push_back(number->second);
            }
        }
        return known->second;
    }

    void count(EvalContext& context, std::uint64_t event) {
        index->find(context, [&](std::uint32_t number) {
            if (last_event[number] != event) {
                last_event[number] = event;
                ++hits[number];
            }
        });
    }

    // The rarest of a condition's alternatives; null when it has none.
    const KeySet* rarest(ConditionId condition) {
        const auto& all = alternatives(condition);
        const auto best =
            std::min_element(all.begin(), all.end(), [&](std::uint32_t a, std::uint32_t b) { return hits[a] < hits[b]; });
        return best == all.end() ? nullptr : &entries[*best].keys;
    }

    const ConditionGraph& graph;
    std::map<ConditionId, std::vector<std::uint32_t>> of_condition;
    std::map<KeySet, std::uint32_t> numbers;
    std::vector<KeyIndex::Entry> entries;
    std::unique_ptr<KeyIndex> index;
    std::vector<std::uint64_t> last_event;
    std::vector<std::size_t> hits;
    std::size_t events = 0;
};

ConditionIndex::ConditionIndex(const ConditionGraph& graph, std::span<const ConditionId> conditions)
    : graph_(graph), memo_(graph), sample_(std::make_unique<Sample>(graph)) {
    std::map<ConditionId, std::uint32_t> numbers;
    subjects_of_consumers_.assign(conditions.size(), kNoSubject);
    for (std::size_t consumer = 0; consumer < conditions.size(); ++consumer) {
        if (conditions[consumer] == ConditionGraph::kFalse) {
            continue;
        }
        const auto [number, added] = numbers.try_emplace(conditions[consumer], static_cast<std::uint32_t>(subjects_.size()));
        if (added) {
            subjects_.push_back({conditions[consumer], {}});
        }
        subjects_of_consumers_[consumer] = number->second;
        subjects_[number->second].consumers.push_back(consumer);
    }
    for (const auto& subject : subjects_) {
        const auto& node = graph_.node(subject.condition);
        sample_->alternatives(subject.condition);
        if (node.kind == ConditionGraph::Kind::All) {
            for (const auto part : node.children) {
                sample_->alternatives(part);
            }
        }
    }
    sample_->index = std::make_unique<KeyIndex>(sample_->entries);
    sample_->hits.resize(sample_->entries.size());
    sample_->last_event.resize(sample_->entries.size());
}

ConditionIndex::~ConditionIndex() = default;

std::span<const std::size_t> ConditionIndex::matches(EvalContext& context) {
    memo_.begin_event();
    ++event_;
    found_.clear();
    if (sample_) {
        for (std::uint32_t subject = 0; subject < subjects_.size(); ++subject) {
            test(subject, context);
        }
        sample_->count(context, event_);
        if (++sample_->events >= kSampledEvents) {
            choose_keys();
        }
    } else {
        for (const auto group : open_groups_) {
            enter(groups_[group], context);
        }
        entrance_->find(context, [&](std::uint32_t group) { enter(groups_[group], context); });
    }
    std::sort(found_.begin(), found_.end());
    return found_;
}

void ConditionIndex::test(std::uint32_t subject, EvalContext& context) {
    auto& it = subjects_[subject];
    if (it.event == event_) {
        return;
    }
    it.event = event_;
    ++it.tested;
    if (memo_.holds(it.condition, context)) {
        found_.insert(found_.end(), it.consumers.begin(), it.consumers.end());
    }
}

void ConditionIndex::enter(Group& group, EvalContext& context) {
    if (group.event == event_) {
        return;
    }
    group.event = event_;
    if (!memo_.holds(group.guard, context)) {
        return;
    }
    for (const auto subject : group.unindexed) {
        test(subject, context);
    }
    group.index->find(context, [&](std::uint32_t subject) { test(subject, context); });
}

const ConditionIndex::Subject* ConditionIndex::subject_of(std::size_t consumer) const {
    const auto subject = subjects_of_consumers_[consumer];
    return subject == kNoSubject ? nullptr : &subjects_[subject];
}

std::uint64_t ConditionIndex::tested(std::size_t consumer) const {
    const auto* subject = subject_of(consumer);
    return subject == nullptr ? 0 : subject->tested;
}

std::string ConditionIndex::describe(std::size_t consumer, const FieldName& name) const {
    const auto* subject = subject_of(consumer);
    if (subject == nullptr || sample_ != nullptr) {
        return subject == nullptr ? "no event" : "every event, there are few";
    }
    const auto& group = groups_[subject->group];
    auto text = describe_keys(group.keys, name);
    if (!subject->keys.empty()) {
        text += (text.empty() ? "" : ", then ") + describe_keys(subject->keys, name);
    }
    return text.empty() ? "every event" : text;
}

// The parts that several conditions have in common, the most common first.
std::vector<ConditionId> ConditionIndex::guards() const {
    std::map<ConditionId, std::size_t> uses;
    for (const auto& subject : subjects_) {
        const auto& node = graph_.node(subject.condition);
        if (node.kind == ConditionGraph::Kind::All) {
            for (const auto part : node.children) {
                ++uses[part];
            }
        }
    }
    std::vector<ConditionId> common;
    for (const auto& [part, count] : uses) {
        if (count >= kMinGuarded) {
            common.push_back(part);
        }
    }
    std::stable_sort(common.begin(), common.end(), [&](ConditionId a, ConditionId b) { return uses[a] > uses[b]; });
    return common;
}

ConditionId ConditionIndex::guard_of(ConditionId condition, std::span<const ConditionId> guards) const {
    const auto& node = graph_.node(condition);
    if (node.kind != ConditionGraph::Kind::All) {
        return ConditionGraph::kTrue;
    }
    const auto guard = std::find_if(guards.begin(), guards.end(), [&](ConditionId one) {
        return std::find(node.children.begin(), node.children.end(), one) != node.children.end();
    });
    return guard == guards.end() ? ConditionGraph::kTrue : *guard;
}

void ConditionIndex::choose_keys() {
    const auto common = guards();
    std::map<ConditionId, std::size_t> numbers;
    std::vector<std::vector<KeyIndex::Entry>> entries;
    const auto group_of = [&](ConditionId guard) {
        const auto [number, added] = numbers.try_emplace(guard, groups_.size());
        if (added) {
            groups_.emplace_back().guard = guard;
            entries.emplace_back();
        }
        return number->second;
    };
    for (std::uint32_t subject = 0; subject < subjects_.size(); ++subject) {
        const auto condition = subjects_[subject].condition;
        const auto guard = guard_of(condition, common);
        const auto group = group_of(guard);
        // The keys of the guard say nothing more behind it.
        const KeySet* keys = nullptr;
        if (guard == ConditionGraph::kTrue) {
            keys = sample_->rarest(condition);
        } else {
            std::size_t fewest = 0;
            for (const auto part : graph_.node(condition).children) {
                const auto* one = part == guard ? nullptr : sample_->rarest(part);
                const auto hits = one == nullptr ? 0 : sample_->hits[sample_->numbers.at(*one)];
                if (one != nullptr && (keys == nullptr || hits < fewest)) {
                    keys = one;
                    fewest = hits;
                }
            }
        }
        subjects_[subject].group = group;
        if (keys == nullptr) {
            groups_[group].unindexed.push_back(subject);
        } else {
            subjects_[subject].keys = *keys;
            entries[group].push_back({subject, *keys});
        }
    }
    std::vector<KeyIndex::Entry> of_guards;
    for (std::size_t group = 0; group < groups_.size(); ++group) {
        groups_[group].index = std::make_unique<KeyIndex>(entries[group]);
        const auto* keys = groups_[group].guard == ConditionGraph::kTrue ? nullptr : sample_->rarest(groups_[group].guard);
        if (keys == nullptr) {
            open_groups_.push_back(group);
        } else {
            groups_[group].keys = *keys;
            of_guards.push_back({static_cast<std::uint32_t>(group), *keys});
        }
    }
    entrance_ = std::make_unique<KeyIndex>(of_guards);
    sample_.reset();
}

}  // namespace karst
