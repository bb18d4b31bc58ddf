// Searches: SPL, compiled once, that runs over sources and gives rows.
#pragma once

#include "karst/engine.h"
#include "karst/result.h"
#include "karst/run_options.h"
#include "karst/source.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace karst::api {

/// Who takes the rows of a search. Both members are called on the thread that runs it.
class RowReceiver {
public:
    virtual ~RowReceiver() = default;
    /// A piece of the result, as it comes. False: no more rows are wanted.
    virtual bool rows(const Table& piece) = 0;
    /// All rows have come. `result` has no rows, but all columns.
    virtual void finish(const Table& result) { (void)result; }
};

/// A search. It is compiled when it is made and may run any number of times, also on several threads at once; each run has
/// lookup tables of its own. Copies share it.
class Search {
public:
    /// Compiles `spl`. What is wrong with it is in diagnostics(), whose places are in a text named `name`.
    Search(const Engine& engine, std::string spl, std::string name = "<search>");

    /// False: it cannot run, and diagnostics() say why.
    bool compiles() const;
    const std::vector<Diagnostic>& diagnostics() const;

    /// Runs over the events of the sources and gives rows as they come. Throws Error when the search does not compile or ends
    /// in its run, ArgumentError and InputError.
    RunStatistics run(const std::vector<Source>& sources, const RunOptions& options, RowReceiver& receiver) const;
    /// All rows at once.
    Table run(const std::vector<Source>& sources, const RunOptions& options = {}) const;

    class Impl;

private:
    std::shared_ptr<const Impl> impl_;
};

}  // namespace karst::api
