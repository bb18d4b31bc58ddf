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
constexpr std::size_t kHeldBytes = 4 << 20;  // of a unit, before its worker waits for the delivery

struct PartRows {
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
using Packet = std::variant<PartRows, InputProblem, Warning, Note, RegexLimitHits, ScanStatistics, UnitEnd, std::exception_ptr>;

// A unit on its way from its worker to the delivery.
struct Passage {
    ScanUnit unit;
    std::vector<Packet> packets;
    std::size_t bytes = 0;
};

// The units that have been begun, in order: workers put in, the delivery takes from the first. Everything is guarded by one
// mutex; a packet is a batch or a piece of a file, so there are few.
class Passages {
public:
    Passages(ScanUnits& units, std::size_t workers) : units_(units), most_(workers * kUnitsAhead), working_(workers) {}

    /// The next unit to read; null when there are no more or nothing is wanted. Waits while too many have been begun.
    Passage* begin() {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || open_.size() < most_; });
        ScanUnit unit;
        if (stopped_ || !units_.next(unit)) {
            --working_;
            filled_.notify_all();
            return nullptr;
        }
        auto& passage = open_.emplace_back();
        passage.unit = unit;
        return &passage;
    }

    /// Waits while the passage holds too much. A packet that nobody wants any more is dropped.
    void put(Passage& passage, Packet packet, std::size_t bytes) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return stopped_ || passage.bytes < kHeldBytes; });
        if (!stopped_) {
            passage.packets.push_back(std::move(packet));
            passage.bytes += bytes;
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
    std::condition_variable filled_;  // something for the delivery
    ScanUnits& units_;
    std::list<Passage> open_;
    std::size_t most_;
    std::size_t working_;
    bool stopped_ = false;
};

// A worker's end of a passage.
class PassageOutput final : public ScanOutput {
public:
    PassageOutput(Passages& passages, Passage& passage) : passages_(passages), passage_(passage) {}

    void rows(std::size_t part, Batch& batch, std::vector<std::string> names) override {
        const auto bytes = batch.bytes();
        passages_.put(passage_, PartRows{part, std::move(batch), std::move(names)}, bytes);
    }
    void problem(const InputProblem& problem) override {
        passages_.put(passage_, problem, sizeof(Packet) + problem.file.size() + problem.message.size());
    }
    void warning(std::string_view message) override {
        passages_.put(passage_, Warning{std::string(message)}, sizeof(Packet) + message.size());
    }
    void note(std::string_view message) override {
        passages_.put(passage_, Note{std::string(message)}, sizeof(Packet) + message.size());
    }
    void regex_limits(const RegexLimitHits& hits) override { passages_.put(passage_, hits, sizeof(Packet)); }
    bool read(const ScanStatistics& more) override {
        passages_.put(passage_, more, sizeof(Packet));
        return !passages_.stopped();
    }
    void end(std::uint64_t lines) override { passages_.put(passage_, UnitEnd{lines}, sizeof(Packet)); }

private:
    Passages& passages_;
    Passage& passage_;
};

void work(ScanWorker& worker, Passages& passages) {
    while (auto* passage = passages.begin()) {
        try {
            PassageOutput output(passages, *passage);
            worker.read(passage->unit, output);
        } catch (...) {
            passages.put(*passage, std::current_exception(), sizeof(Packet));
        }
    }
}

// The threads; gone when this is.
class WorkerThreads {
public:
    WorkerThreads(std::span<const std::unique_ptr<ScanWorker>> workers, Passages& passages) : passages_(passages) {
        try {
            for (const auto& worker : workers) {
                threads_.emplace_back(work, std::ref(*worker), std::ref(passages));
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
        passages_.stop();
        for (auto& thread : threads_) {
            thread.join();
        }
    }

    Passages& passages_;
    std::vector<std::thread> threads_;
};

enum class Next { MoreOfUnit, NextUnit, Stop };

class Deliver {
public:
    explicit Deliver(ScanDelivery& delivery) : delivery_(delivery) {}

    Next operator()(PartRows& rows) {
        delivery_.rows(rows.part, rows.batch, std::move(rows.names));
        return Next::MoreOfUnit;
    }
    Next operator()(const InputProblem& problem) {
        delivery_.problem(problem);
        return Next::MoreOfUnit;
    }
    Next operator()(const Warning& warning) {
        delivery_.warning(warning.message);
        return Next::MoreOfUnit;
    }
    Next operator()(const Note& note) {
        delivery_.note(note.message);
        return Next::MoreOfUnit;
    }
    Next operator()(const RegexLimitHits& hits) {
        delivery_.regex_limits(hits);
        return Next::MoreOfUnit;
    }
    Next operator()(const ScanStatistics& more) { return delivery_.read(more) ? Next::MoreOfUnit : Next::Stop; }
    Next operator()(const UnitEnd& end) {
        delivery_.end(end.lines);
        return Next::NextUnit;
    }
    [[noreturn]] Next operator()(const std::exception_ptr& problem) { std::rethrow_exception(problem); }

private:
    ScanDelivery& delivery_;
};

}  // namespace

void scan_in_parallel(ScanUnits& units, std::span<const std::unique_ptr<ScanWorker>> workers, ScanDelivery& delivery) {
    Passages passages(units, workers.size());
    const WorkerThreads threads(workers, passages);
    Deliver deliver(delivery);
    bool begins = true;
    while (auto taken = passages.take()) {
        if (begins) {
            delivery.begin(taken->first);
            begins = false;
        }
        for (auto& packet : taken->second) {
            const auto next = std::visit(deliver, packet);
            if (next == Next::Stop) {
                return;
            }
            if (next == Next::NextUnit) {
                passages.drop_first();
                begins = true;
            }
        }
    }
}

}  // namespace karst
