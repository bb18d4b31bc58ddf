// Merge of spools whose rows are in one order each: how a sort that did not fit into memory ends.
#pragma once

#include "engine/row/row_spool.h"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <vector>

namespace karst {

/// Gives the rows of several spools in order; of rows that are equal, those of an earlier spool first. `Order` has a type
/// `Key`, which `read(row, key)` makes of a row (it may point into it), and `compare(key, key)`, negative when the first comes
/// first.
template <class Order>
class RowMerge {
public:
    /// `order` and the spools outlive this.
    RowMerge(const Order& order, const std::vector<RowSpool*>& spools) : order_(order) {
        // All readers together have a buffer of some size, so that memory does not follow the number of spools.
        const auto bytes = std::clamp(kBufferBytes / std::max<std::size_t>(spools.size(), 1), kMinBytes, RowSpool::kReadBytes);
        for (auto* spool : spools) {
            heads_.push_back(std::make_unique<Head>(spool->read(bytes), heads_.size()));
            enter(*heads_.back());
        }
    }

    /// Lives until the next call; null when there are no more. Throws std::system_error.
    const Row* next() {
        if (last_ != nullptr) {
            ++last_->at;
            enter(*last_);
            last_ = nullptr;
        }
        if (heap_.empty()) {
            return nullptr;
        }
        std::pop_heap(heap_.begin(), heap_.end(), Later{order_});
        last_ = heap_.back();
        heap_.pop_back();
        return &last_->batch.rows()[last_->at];
    }

private:
    static constexpr std::size_t kBufferBytes = 2 * 1024 * 1024;
    static constexpr std::size_t kMinBytes = 16 * 1024;

    struct Head {
        Head(RowSpool::Reader its_reader, std::size_t its_number) : reader(std::move(its_reader)), number(its_number) {}
        RowSpool::Reader reader;
        std::size_t number;
        Batch batch;
        std::size_t at = 0;
        typename Order::Key key{};
    };

    struct Later {
        const Order& order;
        bool operator()(const Head* left, const Head* right) const {
            const int difference = order.compare(left->key, right->key);
            return difference != 0 ? difference > 0 : left->number > right->number;
        }
    };

    // Puts the head's next row among those to choose from.
    void enter(Head& head) {
        if (head.at == head.batch.size()) {
            head.at = 0;
            if (!head.reader.next(head.batch)) {
                return;
            }
        }
        order_.read(head.batch.rows()[head.at], head.key);
        heap_.push_back(&head);
        std::push_heap(heap_.begin(), heap_.end(), Later{order_});
    }

    const Order& order_;
    std::vector<std::unique_ptr<Head>> heads_;
    std::vector<Head*> heap_;
    Head* last_ = nullptr;  // whose row was given
};

}  // namespace karst
