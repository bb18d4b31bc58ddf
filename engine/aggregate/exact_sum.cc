#include "engine/aggregate/exact_sum.h"

#include <cmath>
#include <cstddef>
#include <utility>

namespace karst {

void ExactSum::add_slowly(double term) {
    if (!std::isfinite(term) || !std::isfinite(most_ + term)) {
        unbounded_ += std::isfinite(term) ? most_ + term : term;
        return;
    }
    lower_.push_back(most_);
    std::size_t kept = 0;
    for (std::size_t place = 0; place < lower_.size(); ++place) {
        const double part = lower_[place];
        const double sum = part + term;
        if (const double rest = rest_of(part, term, sum); rest != 0) {
            lower_[kept++] = rest;
        }
        term = sum;
    }
    lower_.resize(kept);
    most_ = term;
}

void ExactSum::add_square(double number) {
    const double square = number * number;
    add(square);
    if (std::isfinite(square)) {
        if (const double rest = std::fma(number, number, -square); rest != 0) {
            add(rest);
        }
    }
}

void ExactSum::add(const ExactSum& other) {
    for (const double part : other.lower_) {
        add(part);
    }
    add(other.most_);
    if (other.unbounded_ != 0) {
        unbounded_ += other.unbounded_;
    }
}

double ExactSum::value() const {
    if (unbounded_ != 0) {
        return unbounded_;
    }
    // From the largest part down until one changes nothing; what follows that can only decide between two neighbours.
    double sum = most_;
    double rest = 0;
    std::size_t place = lower_.size();
    while (place > 0 && rest == 0) {
        const double part = lower_[--place];
        const double next = sum + part;
        rest = part - (next - sum);
        sum = next;
    }
    if (rest != 0 && place > 0 && std::signbit(rest) == std::signbit(lower_[place - 1])) {
        // Half way between two doubles but for the parts that follow: to their side.
        const double twice = rest * 2;
        const double next = sum + twice;
        if (next - sum == twice) {
            sum = next;
        }
    }
    return sum;
}

double ExactSum::remainder() const {
    if (unbounded_ != 0) {
        return 0;
    }
    ExactSum rest(*this);
    rest.add(-value());
    return rest.value();
}

}  // namespace karst
