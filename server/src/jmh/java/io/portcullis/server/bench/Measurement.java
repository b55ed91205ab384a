package io.portcullis.server.bench;

/**
 * One load through one hub in one round.
 *
 * @param costs what the hub used for it, with what it still did afterwards
 * @param peakBytes the most memory it has ever had resident up to then
 */
record Measurement(Hub hub, int round, Outcome outcome, HubCosts costs, long peakBytes) {

    double cpuMicrosPerOrder() {
        return costs.cpuNanos() / 1e3 / outcome.sent();
    }

    double companionsCpuMicrosPerOrder() {
        return costs.companionsCpuNanos() / 1e3 / outcome.sent();
    }

    double bytesPerOrder() {
        return (double) costs.allocatedBytes() / outcome.sent();
    }
}
