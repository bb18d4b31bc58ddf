// Shared conditions, the keys that they need, and the index over them.
#include "engine/search/condition.h"

#include "engine/run/run_context.h"
#include "engine/search/condition_index.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using namespace karst;

namespace {

constexpr FieldId kName = 0;
constexpr FieldId kPath = 1;

SearchValue value_of(const std::string& text) {
    SearchValue value;
    value.text = text;
    return value;
}

// An event with a few fields; the number of reads shows what was tested.
class Event final : public FieldReader {
public:
    explicit Event(std::map<FieldId, std::string> values) : values_(std::move(values)) {}
    Value field(FieldId id) override {
        ++reads;
        const auto found = values_.find(id);
        return found == values_.end() ? Value() : Value::string(found->second);
    }
    std::size_t reads = 0;

private:
    std::map<FieldId, std::string> values_;
};

class Fixture {
public:
    ConditionId equals(FieldId field, const std::string& text) {
        const auto value = value_of(text);
        const auto key = key_of_value(field, value);
        return graph.leaf(std::to_string(field) + "=" + text, key ? KeySet{*key} : KeySet{}, [&] {
            SearchExpression comparison;
            comparison.kind = SearchExpression::Kind::Compare;
            comparison.field = "x";
            comparison.values.push_back(value);
            const auto source = SourceText::whole("test", "x");
            SearchCompiler compiler(
                source, [&](std::string_view) { return field; }, 0, TimeZone());
            return compiler.compile(comparison);
        });
    }

    bool holds(ConditionId condition, std::map<FieldId, std::string> values) {
        Event event(std::move(values));
        Arena arena;
        RunContext run;
        EvalContext context{event, arena, run};
        ConditionMemo memo(graph);
        memo.begin_event();
        return memo.holds(condition, context);
    }

    ConditionGraph graph;
};

}  // namespace

TEST_CASE_METHOD(Fixture, "equal conditions are one node, whatever the order of their parts", "[condition]") {
    const auto one = graph.all_of({equals(kName, "a"), equals(kPath, "b")});
    const auto other = graph.all_of({equals(kPath, "b"), equals(kName, "a"), ConditionGraph::kTrue});
    CHECK(one == other);
    CHECK(graph.all_of({one, equals(kName, "a")}) == one);
    CHECK(graph.negation(graph.negation(one)) == one);
}

TEST_CASE_METHOD(Fixture, "constants are folded away", "[condition]") {
    const auto test = equals(kName, "a");
    CHECK(graph.all_of({test, ConditionGraph::kFalse}) == ConditionGraph::kFalse);
    CHECK(graph.any_of({test, ConditionGraph::kTrue}) == ConditionGraph::kTrue);
    CHECK(graph.any_of({ConditionGraph::kFalse, test}) == test);
    CHECK(graph.all_of({}) == ConditionGraph::kTrue);
    CHECK(graph.any_of({}) == ConditionGraph::kFalse);
    CHECK(graph.negation(ConditionGraph::kTrue) == ConditionGraph::kFalse);
}

TEST_CASE_METHOD(Fixture, "a condition holds as its parts say", "[condition]") {
    const auto condition = graph.all_of(
        {graph.any_of({equals(kName, "cmd.exe"), equals(kName, "power*")}), graph.negation(equals(kPath, "*temp*"))});
    CHECK(holds(condition, {{kName, "CMD.EXE"}, {kPath, "c:\\windows"}}));
    CHECK(holds(condition, {{kName, "powershell"}}));
    CHECK_FALSE(holds(condition, {{kName, "cmd.exe"}, {kPath, "c:\\Temp\\x"}}));
    CHECK_FALSE(holds(condition, {{kPath, "c:\\windows"}}));
}

TEST_CASE_METHOD(Fixture, "a condition needs the keys of one of its parts, and an alternative those of each", "[condition]") {
    const auto name = equals(kName, "cmd.exe");
    const auto path = equals(kPath, "*\\temp\\*");
    const auto of_both = graph.necessary_keys(graph.all_of({name, path}));
    REQUIRE(of_both.size() == 2);
    CHECK(of_both.front().front().text == "cmd.exe");
    CHECK(of_both.back().front().text == "\\temp\\");
    CHECK(of_both.back().front().kind == ConditionKey::Kind::Contains);
    const auto of_either = graph.necessary_keys(graph.any_of({name, path}));
    REQUIRE(of_either.size() == 1);
    CHECK(of_either.front().size() == 2);
    CHECK(graph.necessary_keys(graph.negation(name)).empty());
    CHECK(graph.necessary_keys(graph.any_of({name, graph.negation(path)})).empty());
}

TEST_CASE("values that an index cannot look up have no key", "[condition]") {
    CHECK_FALSE(key_of_value(kName, value_of("*")).has_value());
    CHECK_FALSE(key_of_value(kName, value_of("a*")).has_value());
    CHECK_FALSE(key_of_value(kName, value_of("10.0.0.0/8")).has_value());
    CHECK(key_of_value(kName, value_of("CMD.exe"))->text == "cmd.exe");
    CHECK(key_of_value(kName, value_of("*abc*"))->kind == ConditionKey::Kind::Contains);
}

TEST_CASE_METHOD(Fixture, "an index finds the consumers whose conditions hold, as testing each of them does", "[condition]") {
    std::mt19937 random(7);
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const std::vector<std::string> words = {"alpha", "beta", "gamma", "delta", "al*", "*amm*", "*", "*ta", "eps", "beta gamma"};
    const auto leaf = [&] { return equals(static_cast<FieldId>(below(4)), words[below(words.size())]); };
    std::vector<ConditionId> conditions;
    for (int number = 0; number < 300; ++number) {
        const auto guard = equals(3, words[below(3)]);
        const auto inner = below(3) == 0 ? graph.negation(leaf()) : below(2) == 0 ? graph.any_of({leaf(), leaf()}) : leaf();
        conditions.push_back(below(4) == 0 ? inner : graph.all_of({guard, inner, leaf()}));
    }
    conditions.push_back(ConditionGraph::kFalse);
    conditions.push_back(ConditionGraph::kTrue);
    ConditionIndex index(graph, conditions);
    Arena arena;
    RunContext run;
    for (std::size_t number = 0; number < 3 * ConditionIndex::kSampledEvents; ++number) {
        std::map<FieldId, std::string> values;
        for (FieldId field = 0; field < 4; ++field) {
            if (below(5) != 0) {
                values[field] = words[below(4)] + (below(3) == 0 ? " gamma" : "");
            }
        }
        Event event(values);
        EvalContext context{event, arena, run};
        const auto found = index.matches(context);
        std::vector<std::size_t> wanted;
        for (std::size_t consumer = 0; consumer < conditions.size(); ++consumer) {
            if (holds(conditions[consumer], values)) {
                wanted.push_back(consumer);
            }
        }
        REQUIRE(std::vector<std::size_t>(found.begin(), found.end()) == wanted);
    }
}

TEST_CASE_METHOD(Fixture, "behind the first events an index reads no more fields for more consumers", "[condition]") {
    const auto reads = [&](std::size_t consumers) {
        std::vector<ConditionId> conditions;
        for (std::size_t number = 0; number < consumers; ++number) {
            conditions.push_back(graph.all_of({equals(kName, "rule" + std::to_string(number)), equals(kPath, "*needle*")}));
        }
        ConditionIndex index(graph, conditions);
        Arena arena;
        RunContext run;
        std::size_t last = 0;
        for (std::size_t number = 0; number <= ConditionIndex::kSampledEvents; ++number) {
            Event event({{kName, "other"}, {kPath, "c:\\windows"}});
            EvalContext context{event, arena, run};
            index.matches(context);
            last = event.reads;
        }
        return last;
    };
    CHECK(reads(10) == reads(1'000));
}
