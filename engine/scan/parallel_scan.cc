#include "engine/scan/parallel_scan.h"
#include "engine/stream/input_error.h"

#include <condition_variable>
#include <deque>
#include <exception>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace karst {

namespace {

constexpr std::size_t kUnitsAhead = 2;       // for each worker, begun and not yet delivered
constexpr std::size_t kHeldBytes = 4 << 20;  // of a unit, before its worker waits for the merger

struct ConsumerRows {
    std::size_t part;
    Batch batch;
    std::vector<std::string> names;
};
struct Warning {
    std::string message;
};
struct Note {
    std::string message;
};
struct UnitEnd {
    std::uint64_t lines;
};
using Packet =
    std::variant<ConsumerRows, InputProblem, Warning, Note, RegexLimitHits, ScanStatistics, UnitEnd, std::exception_ptr>;

// A unit on its way from its worker to the merger.
struct InFlightUnit {
    ScanUnit unit;
    std::vector<Packet> packets;
    std::size_t bytes = 0;
};

// The units that have been begun, in order: workers put in, the merger takes from the first. Everything is guarded by one
// mutex; a packet is a batch or a piece of a file, so there are few.
class InFlightUnits {
public:
    InFlightUnits(ScanUnits& units, std::size_t workers) : units_(units), max_(workers * kUnitsAhead), working_(workers) {}

    /// The next unit to read; null when there are no more or nothing is wanted. Waits while too many have been begun.
    InFlightUnit* begin() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || open_.size() < max_; });
        ScanUnit unit;
        if (stopped_ || !units_.next(unit)) {
            --working_;
            filled_.notify_all();
            return nullptr;
        }
        auto& unit_in_flight = open_.emplace_back();
        unit_in_flight.unit = unit;
        return &unit_in_flight;
    }

    /// Waits while the unit holds too much. A packet that nobody wants any more is dropped.
    void put(InFlightUnit& unit_in_flight, Packet packet, std::size_t bytes) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || unit_in_flight.bytes < kHeldBytes; });
        if (!stopped_) {
            unit_in_flight.packets.push_back(std::move(packet));
            unit_in_flight.bytes += bytes;
            filled_.notify_all();
        }
    }

    bool stopped() {
        const std::lock_guard lock(mutex_);
        return stopped_;
    }
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        room_.notify_all();
    }

    /// What the first unit has given since the last call; nothing when all units have been delivered.
    std::optional<std::pair<ScanUnit, std::vector<Packet>>> take() {
        std::unique_lock lock(mutex_);
        filled_.wait(lock, [&] { return open_.empty() ? working_ == 0 : !open_.front().packets.empty(); });
        if (open_.empty()) {
            return std::nullopt;
        }
        auto& first = open_.front();
        first.bytes = 0;
        room_.notify_all();
        return std::pair(first.unit, std::exchange(first.packets, {}));
    }
    /// The first unit has been delivered.
    void drop_first() {
        const std::lock_guard lock(mutex_);
        open_.pop_front();
        room_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable room_;    // for more units, or more packets of one
    std::condition_variable filled_;  // something for the merger
    ScanUnits& units_;
    std::list<InFlightUnit> open_;
    std::size_t max_;
    std::size_t working_;
    bool stopped_ = false;
};

// A worker's end of a unit in flight.
class InFlightOutput final : public ScanOutput {
public:
    InFlightOutput(InFlightUnits& in_flight, InFlightUnit& unit_in_flight)
        : in_flight_(in_flight), unit_in_flight_(unit_in_flight) {}

    void rows(std::size_t part, Batch& batch, std::vector<std::string> names) override {
        const auto bytes = batch.bytes();
        in_flight_.put(unit_in_flight_, ConsumerRows{part, std::move(batch), std::move(names)}, bytes);
    }
    void problem(const InputProblem& problem) override {
        in_flight_.put(unit_in_flight_, problem, sizeof(Packet) + problem.file.size() + problem.message.size());
    }
    void warning(std::string_view message) override {
        in_flight_.put(unit_in_flight_, Warning{std::string(message)}, sizeof(Packet) + message.size());
    }
    void note(std::string_view message) override {
        in_flight_.put(unit_in_flight_, Note{std::string(message)}, sizeof(Packet) + message.size());
    }
    void regex_limits(const RegexLimitHits& hits) override { in_flight_.put(unit_in_flight_, hits, sizeof(Packet)); }
    bool read(const ScanStatistics& more) override {
        in_flight_.put(unit_in_flight_, more, sizeof(Packet));
        return !in_flight_.stopped();
    }
    void end(std::uint64_t lines) override { in_flight_.put(unit_in_flight_, UnitEnd{lines}, sizeof(Packet)); }

private:
    InFlightUnits& in_flight_;
    InFlightUnit& unit_in_flight_;
};

void work(ScanWorker& worker, InFlightUnits& in_flight) {
    while (auto* unit_in_flight = in_flight.begin()) {
        try {
            InFlightOutput output(in_flight, *unit_in_flight);
            worker.read(unit_in_flight->unit, output);
        } catch (...) {
            in_flight.put(*unit_in_flight, std::current_exception(), sizeof(Packet));
        }
    }
}

// The threads; gone when this is.
class WorkerThreads {
public:
    WorkerThreads(std::span<const std::unique_ptr<ScanWorker>> workers, InFlightUnits& in_flight) : in_flight_(in_flight) {
        try {
            for (const auto& worker : workers) {
                threads_.emplace_back(work, std::ref(*worker), std::ref(in_flight));
            }
        } catch (...) {
            join();
            throw;
        }
    }
    ~WorkerThreads() { join(); }
    WorkerThreads(const WorkerThreads&) = delete;
    WorkerThreads& operator=(const WorkerThreads&) = delete;

private:
    void join() {
        in_flight_.stop();
        for (auto& thread : threads_) {
            thread.join();
        }
    }

    InFlightUnits& in_flight_;
    std::vector<std::thread> threads_;
};

enum class Next { MoreOfUnit, NextUnit, Stop };

class Deliver {
public:
    explicit Deliver(OrderedMerger& merger) : merger_(merger) {}

    Next operator()(ConsumerRows& rows) {
        merger_.rows(rows.part, rows.batch, std::move(rows.names));
        return Next::MoreOfUnit;
    }
    Next operator()(const InputProblem& problem) {
        merger_.problem(problem);
        return Next::MoreOfUnit;
    }
    Next operator()(const Warning& warning) {
        merger_.warning(warning.message);
        return Next::MoreOfUnit;
    }
    Next operator()(const Note& note) {
        merger_.note(note.message);
        return Next::MoreOfUnit;
    }
    Next operator()(const RegexLimitHits& hits) {
        merger_.regex_limits(hits);
        return Next::MoreOfUnit;
    }
    Next operator()(const ScanStatistics& more) { return merger_.read(more) ? Next::MoreOfUnit : Next::Stop; }
    Next operator()(const UnitEnd& end) {
        merger_.end(end.lines);
        return Next::NextUnit;
    }
    [[noreturn]] Next operator()(const std::exception_ptr& problem) { std::rethrow_exception(problem); }

private:
    OrderedMerger& merger_;
};

}  // namespace

void scan_in_parallel(ScanUnits& units, std::span<const std::unique_ptr<ScanWorker>> workers, OrderedMerger& merger) {
    InFlightUnits in_flight(units, workers.size());
    const WorkerThreads threads(workers, in_flight);
    Deliver deliver(merger);
    bool begins = true;
    while (auto taken = in_flight.take()) {
        if (begins) {
            merger.begin(taken->first);
            begins = false;
        }
        for (auto& packet : taken->second) {
            const auto next = std::visit(deliver, packet);
            if (next == Next::Stop) {
                return;
            }
            if (next == Next::NextUnit) {
                in_flight.drop_first();
                begins = true;
            }
        }
    }
}

}  // namespace karst
