// Independent pieces of work on several threads, whose results come in order to one.
#pragma once

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace karst {

/// Calls `make(index)` for all indexes below `count` on so many threads, and `take(result)` with what it gives, in the order of
/// the indexes, on the calling thread. What `make` throws is thrown here in its turn, what `take` throws at once; no more is
/// begun then.
template <class Make, class Take>
void work_in_order(std::size_t count, std::size_t threads, Make make, Take take) {
    threads = std::min(threads, count);
    if (threads <= 1) {
        for (std::size_t index = 0; index < count; ++index) {
            take(make(index));
        }
        return;
    }
    using Result = decltype(make(std::size_t{0}));
    struct Made {
        std::optional<Result> result;
        std::exception_ptr problem;
    };
    std::vector<Made> made(count);
    std::atomic<std::size_t> next = 0;
    std::mutex mutex;
    std::condition_variable some_made;
    const auto work = [&] {
        for (std::size_t index = next++; index < count; index = next++) {
            Made one;
            try {
                one.result.emplace(make(index));
            } catch (...) {
                one.problem = std::current_exception();
            }
            const std::lock_guard lock(mutex);
            made[index] = std::move(one);
            some_made.notify_one();
        }
    };
    struct Joined {
        std::atomic<std::size_t>& begun;
        std::size_t most;
        std::vector<std::thread> all;
        ~Joined() {
            begun = most;
            for (auto& thread : all) {
                thread.join();
            }
        }
    } workers{next, count, {}};
    while (workers.all.size() < threads) {
        workers.all.emplace_back(work);
    }
    for (auto& place : made) {
        Made one;
        {
            std::unique_lock lock(mutex);
            some_made.wait(lock, [&] { return place.result || place.problem; });
            one = std::exchange(place, Made());
        }
        if (one.problem) {
            std::rethrow_exception(one.problem);
        }
        take(std::move(*one.result));
    }
}

}  // namespace karst
