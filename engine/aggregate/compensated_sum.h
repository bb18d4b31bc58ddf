// A sum of doubles that keeps what rounding would lose (Neumaier's variant of Kahan's method). The result hardly depends on
// the order of the terms, so a sum that was split over workers shows the same digits as one that was not.
#pragma once

#include <cmath>

namespace karst {

class CompensatedSum {
public:
    void add(double term) {
        const double next = sum_ + term;
        // An infinite term would make the lost part inf - inf.
        if (std::isfinite(next)) {
            lost_ += std::fabs(sum_) >= std::fabs(term) ? (sum_ - next) + term : (term - next) + sum_;
        }
        sum_ = next;
    }
    void add(const CompensatedSum& other) {
        add(other.sum_);
        lost_ += other.lost_;
    }
    double value() const { return sum_ + lost_; }

private:
    double sum_ = 0;
    double lost_ = 0;
};

}  // namespace karst
