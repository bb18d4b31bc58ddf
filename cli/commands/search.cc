#include "cli/commands/commands.h"
#include "cli/commands/interruption.h"
#include "cli/commands/session.h"

#include <iostream>
#include <memory>
#include <utility>
#include <vector>

namespace karst::cli {

namespace {

struct SearchOptions {
    CommonOptions common;
    EventOptions events;
    std::string spl;
    std::vector<std::string> inputs;
};

// Gives the writers of all targets all rows, and ends when none of them wants more.
class AllWriters final : public RowReceiver {
public:
    explicit AllWriters(std::vector<OutputTarget>& targets) {
        for (const auto& target : targets) {
            writers_.push_back({target.format->rows(target.file->stream()), true});
        }
    }
    bool rows(const Table& piece) override {
        bool wanted = false;
        for (auto& writer : writers_) {
            writer.wants_more = writer.wants_more && writer.receiver->rows(piece);
            wanted = wanted || writer.wants_more;
        }
        return wanted;
    }
    void finish(const Table& result) override {
        for (auto& writer : writers_) {
            writer.receiver->finish(result);
        }
    }

private:
    struct Writer {
        std::unique_ptr<RowReceiver> receiver;
        bool wants_more;
    };
    std::vector<Writer> writers_;
};

int run_search(const SearchOptions& options) {
    const Session session(options.common, options.events.no_caps);
    auto targets = open_targets(options.common.output, Shown::Rows);
    const Search search(session.engine(), options.spl, "<command line>");
    session.report(search.diagnostics());
    if (!search.compiles()) {
        return 2;
    }
    auto run = run_options(options.events);
    Interruption interruption;
    run.stop = interruption.token();
    run.progress = [&, shown = session.event_progress()](std::uint64_t events) {
        interruption.poll();
        shown(events);
    };
    AllWriters writers(targets);
    search.run(find_sources(session.engine(), options.inputs), run, writers);
    session.progress().clear();
    for (auto& target : targets) {
        target.file->finish();
    }
    if (interruption.requested()) {
        std::cerr << "karst: interrupted: the output is partial, it is of the events read so far\n";
        return kInterrupted;
    }
    return 0;
}

}  // namespace

CommandRunner add_search(Arguments& arguments) {
    const auto options = std::make_shared<SearchOptions>();
    arguments.text("SPL", options->spl, "the search", {.required = true});
    arguments.list("INPUT", options->inputs, "files, directories, or - for standard input");
    add_common_options(arguments, options->common);
    add_event_options(arguments, options->events);
    return [options] { return run_search(*options); };
}

}  // namespace karst::cli
