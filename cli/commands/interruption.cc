#include "cli/commands/interruption.h"

#include <csignal>

namespace karst::cli {

namespace {

// What a signal's handler may write to.
volatile std::sig_atomic_t interrupted = 0;

extern "C" void note_interruption(int signal) {
    interrupted = 1;
    std::signal(signal, SIG_DFL);
}

}  // namespace

Interruption::Interruption() {
    interrupted = 0;
    std::signal(SIGINT, note_interruption);
    std::signal(SIGTERM, note_interruption);
}

Interruption::~Interruption() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

void Interruption::poll() {
    if (requested()) {
        source_.request_stop();
    }
}

bool Interruption::requested() const {
    return interrupted != 0;
}

}  // namespace karst::cli
