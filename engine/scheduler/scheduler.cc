#include "engine/scheduler/scheduler.h"

#include "base/work_in_order.h"
#include "engine/plan/event_inputs.h"
#include "engine/plan/pipeline_run.h"
#include "engine/plan/plan_input.h"
#include "engine/scheduler/push_down.h"
#include "engine/scheduler/text_inputs.h"
#include "engine/search/format_rows.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>

namespace karst {

namespace {

/// A plan while the graph runs. What ends it is kept, and the others go on.
class PlanNode final : public RowSink {
public:
    PlanNode(PlanTask& task) : plan_(task.plan), run_(task.run), task_(&task) {}
    PlanNode(const PlanInput& input, const RunContext& outer)
        : plan_(input.plan), own_run_(std::make_unique<RunContext>(outer)), run_(own_run_.get()), input_(&input),
          rows_(input.kind == PlanInput::Kind::Text ? outer.limits.subsearch_rows : input.limit, outer.memory,
                input.kind == PlanInput::Kind::Text ? "a subsearch" : "the subsearch of " + input.command) {
        run_->fields = {};
        run_->input_rows = nullptr;
    }
    PlanNode(const PlanNode&) = delete;
    PlanNode& operator=(const PlanNode&) = delete;

    const Plan& plan() const { return *plan_; }
    const RunContext& run() const { return *run_; }
    std::size_t level() const { return level_; }
    /// What this plan and all its inputs have cost.
    PlanProfile profile() const {  // NOLINT(misc-no-recursion): as deep as subsearches are nested
        auto all = profile_;
        for (const auto* input : inputs_) {
            all.add(input->profile());
        }
        return all;
    }
    void add_input(PlanNode& node) {
        inputs_.push_back(&node);
        level_ = std::max(level_, node.level() + 1);
    }

    /// Starts the operators, now that all inputs have run; a plan with a source of its own gives its rows. True when it wants
    /// events.
    bool start() {
        bool scans = false;
        timed([&] {
            for (const auto* input : inputs_) {
                if (input->error_) {
                    std::rethrow_exception(input->error_);
                }
            }
            resolve();
            // A caller may have put the plan's names there already, and rely on the table's address and ids.
            if (run_->fields.size() < plan_->fields().size()) {
                run_->fields = plan_->fields();
            }
            pipeline_ = std::make_unique<PipelineRun>(plan_, *run_, sink());
            if (plan_->start_kind() == Plan::Start::Source) {
                plan_->source().produce(*run_, *pipeline_);
            } else if (plan_->start_kind() == Plan::Start::Rows && task_ != nullptr && task_->rows) {
                task_->rows(*pipeline_);
            }
            scans = plan_->start_kind() == Plan::Start::Scan && run_->inputs != nullptr;
            if (scans && run_->push_down) {
                filters_ = conditions_by_filters(*plan_);
                restrictions_ = run_->input_rows == nullptr ? std::vector<FieldRestriction>()
                                                            : restrictions_by_inputs(*plan_, *run_->input_rows);
            }
        });
        return scans;
    }

    ScanRequest request() {
        return {&plan_->search(),         &plan_->text(),      plan_->scope(), &plan_->needs(), run_, this,
                std::move(restrictions_), std::move(filters_), &profile_.scan};
    }

    /// The same, and what its commands warn of is given back instead of said: for plans that end side by side.
    std::vector<std::string> finish_in_silence() {
        std::vector<std::string> warnings;
        const auto warn = std::exchange(run_->warn, [&warnings](std::string_view text) { warnings.emplace_back(text); });
        finish();
        run_->warn = warn;
        return warnings;
    }
    void warn(const std::vector<std::string>& warnings) const {
        for (const auto& warning : warnings) {
            run_->warn(warning);
        }
    }

    void finish() override {
        timed([this] { pipeline_->finish(); });
        if (task_ != nullptr) {
            task_->plan = plan_;
            task_->error = error_;
            task_->profile = profile();
            task_->rows_seen = pipeline_ ? pipeline_->rows_seen() : std::move(rows_seen_);
        }
    }

protected:
    bool consume(Batch& batch) override {
        bool more = false;
        timed([&] { more = pipeline_->push(batch); });
        return more;
    }

private:
    template <class Step>
    void timed(Step step) {
        const auto began = std::chrono::steady_clock::now();
        keep_error(step);
        profile_.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    }

    template <class Step>
    void keep_error(Step step) {
        if (error_) {
            return;
        }
        try {
            step();
        } catch (const std::runtime_error&) {
            error_ = std::current_exception();
            end_pipeline();  // what it holds is needed by others
        }
    }

    void end_pipeline() {
        if (pipeline_) {
            rows_seen_ = pipeline_->rows_seen();
            pipeline_.reset();
        }
    }

    RowSink& sink() { return task_ != nullptr ? task_->sink(*plan_) : rows_; }

    // Puts the text of subsearches into the plan, and the rows of others where its operators find them.
    void resolve() {
        if (inputs_.empty()) {
            return;
        }
        std::vector<std::string> texts;
        std::vector<PlanNode*> with_rows;
        for (auto* input : inputs_) {
            if (input->input_->kind == PlanInput::Kind::Text) {
                texts.push_back(input->text());
            } else {
                with_rows.push_back(input);
            }
        }
        const auto unresolved = plan_;
        if (!texts.empty()) {
            plan_ = with_texts(*plan_, texts);
        }
        take_rows(*unresolved, std::move(with_rows));
    }

    // A plan that was made anew has the same subsearches at other places: they are known by their text. (A result that brings a
    // subsearch of its own, which SPL allows, is run by itself.)
    void take_rows(const Plan& unresolved, std::vector<PlanNode*> nodes) {
        run_->input_rows = std::make_shared<InputRowsOfPlan>();
        for (const auto& wanted : plan_->inputs()) {
            auto& rows = run_->input_rows->inputs.emplace_back();
            const auto same = std::find_if(nodes.begin(), nodes.end(), [&](const PlanNode* node) {
                return node != nullptr &&
                       (&unresolved == plan_.get() ? node->input_ == &wanted
                                                   : unresolved.text_of(*node->input_) == plan_->text_of(wanted));
            });
            if (same != nodes.end()) {
                rows = (*same)->take_rows_out();
                *same = nullptr;
            } else if (wanted.kind == PlanInput::Kind::Text) {
                throw std::runtime_error("the result of a subsearch holds another subsearch");
            } else {
                rows = std::move(run_within({&wanted.plan, 1}, *run_, wanted.limit).front());
            }
        }
    }

    std::string text() {
        if (rows_.limit_reached()) {
            run_->warn("a subsearch gave more than " + std::to_string(run_->limits.subsearch_rows) +
                       " results; the others were left out");
        }
        return format_rows(rows_.batches(), run_->fields);
    }

    InputRows take_rows_out() {
        if (rows_.limit_reached()) {
            run_->warn("the subsearch of " + input_->command + " gave more than " + std::to_string(input_->limit) +
                       " results; the others were left out");
        }
        return {std::move(rows_.batches()), std::move(run_->fields)};
    }

    std::shared_ptr<const Plan> plan_;
    std::unique_ptr<RunContext> own_run_;
    RunContext* run_;
    PlanTask* task_ = nullptr;          // of a plan that was asked for
    const PlanInput* input_ = nullptr;  // of any other
    std::size_t level_ = 0;
    std::vector<PlanNode*> inputs_;
    RowCollector rows_;
    std::vector<FieldRestriction> restrictions_;
    std::vector<FilterCondition> filters_;
    PlanProfile profile_;
    std::unique_ptr<PipelineRun> pipeline_;
    std::vector<std::uint64_t> rows_seen_;  // by a pipeline that has ended early
    std::exception_ptr error_;
};

/// The plans of a run with all their inputs.
class PlanGraph {
public:
    explicit PlanGraph(std::span<PlanTask> tasks) {
        for (auto& task : tasks) {
            add_inputs(nodes_.emplace_back(task));
        }
    }

    void run() {
        std::size_t levels = 0;
        for (const auto& node : nodes_) {
            levels = std::max(levels, node.level() + 1);
        }
        for (std::size_t level = 0; level < levels; ++level) {
            run_level(level);
        }
    }

private:
    // The depth is that of the nesting of subsearches, which the parser limits.
    void add_inputs(PlanNode& node) {  // NOLINT(misc-no-recursion)
        for (const auto& input : node.plan().inputs()) {
            auto& inner = nodes_.emplace_back(input, node.run());
            add_inputs(inner);
            node.add_input(inner);
        }
    }

    void run_level(std::size_t level) {
        std::map<EventInputs*, std::vector<ScanRequest>> scans;
        std::vector<PlanNode*> started;
        for (auto& node : nodes_) {
            if (node.level() != level) {
                continue;
            }
            started.push_back(&node);
            if (node.start()) {
                scans[node.run().inputs].push_back(node.request());
            }
        }
        for (auto& [inputs, requests] : scans) {
            inputs->scan(requests);
        }
        finish(started);
    }

    // What is left of a plan when all events have been read (sorting, groups, lookups) is as much work as the scan, and no
    // other plan's business, but for those that run alone: in their turn, so that those before and behind see the same as ever.
    static void finish(std::span<PlanNode* const> nodes) {
        while (!nodes.empty()) {
            const auto alone =
                std::find_if(nodes.begin(), nodes.end(), [](const PlanNode* node) { return node->plan().runs_alone(); });
            const auto together = static_cast<std::size_t>(alone - nodes.begin());
            finish_side_by_side(nodes.first(together));
            if (alone != nodes.end()) {
                (*alone)->finish();
            }
            nodes = nodes.subspan(std::min(together + 1, nodes.size()));
        }
    }

    static void finish_side_by_side(std::span<PlanNode* const> nodes) {
        if (nodes.empty()) {
            return;
        }
        const auto& run = nodes.front()->run();
        if (run.threads <= 1) {
            for (auto* node : nodes) {
                node->finish();
            }
            return;
        }
        const auto memory = run.memory;
        memory->set_parallel(true);
        std::size_t said = 0;
        work_in_order(
            nodes.size(), run.threads, [&](std::size_t number) { return nodes[number]->finish_in_silence(); },
            [&](const std::vector<std::string>& warnings) { nodes[said++]->warn(warnings); });
        memory->set_parallel(false);
    }

    std::deque<PlanNode> nodes_;
};

}  // namespace

std::string PlanTask::problem() const {
    if (error == nullptr) {
        return "";
    }
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& problem) {
        return problem.what();
    }
}

void run_plans(std::span<PlanTask> tasks) {
    PlanGraph(tasks).run();
}

void run_plan(PlanTask& task) {
    run_plans(std::span(&task, 1));
    if (task.error) {
        std::rethrow_exception(task.error);
    }
    const auto& run = *task.run;
    warn_of_regex_limits(*run.regex_limits, "", run.warn);
    warn_of_regex_limits(*run.pack_regex_limits, "packs", run.warn);
}

void run_plan(std::shared_ptr<const Plan> plan, RunContext& run, RowSink& sink) {
    PlanTask task{std::move(plan), &run, [&sink](const Plan&) -> RowSink& { return sink; }};
    run_plan(task);
}

std::vector<InputRows> run_within(std::span<const std::shared_ptr<const Plan>> plans, const RunContext& outer,
                                  std::size_t limit) {
    std::deque<RunContext> contexts;
    std::deque<RowCollector> collectors;
    std::vector<PlanTask> tasks;
    for (const auto& plan : plans) {
        auto& context = contexts.emplace_back(outer);
        context.fields = {};
        context.input_rows = nullptr;
        auto& collector = collectors.emplace_back(limit);
        tasks.push_back({plan, &context, [&collector](const Plan&) -> RowSink& { return collector; }});
    }
    run_plans(tasks);
    std::vector<InputRows> rows;
    for (std::size_t number = 0; number < tasks.size(); ++number) {
        if (tasks[number].error) {
            std::rethrow_exception(tasks[number].error);
        }
        rows.push_back({std::move(collectors[number].batches()), std::move(contexts[number].fields)});
    }
    return rows;
}

std::shared_ptr<const Plan> with_text_inputs_run(std::shared_ptr<const Plan> plan, const RunContext& run) {
    std::vector<std::shared_ptr<const Plan>> inputs;
    for (const auto& input : plan->inputs()) {
        inputs.push_back(input.plan);
    }
    if (inputs.empty()) {
        return plan;
    }
    std::vector<std::string> texts;
    for (const auto& rows : run_within(inputs, run, run.limits.subsearch_rows)) {
        texts.push_back(format_rows(rows.batches, rows.fields));
    }
    return with_texts(*plan, texts);
}

}  // namespace karst
