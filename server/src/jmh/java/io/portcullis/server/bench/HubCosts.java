package io.portcullis.server.bench;

/**
 * What a hub has used up.
 *
 * @param cpuNanos CPU time of its process, user and system, in steps of 10 ms
 * @param companionsCpuNanos the same of the processes that work for it
 * @param allocatedBytes bytes allocated by all its Java threads
 */
record HubCosts(long cpuNanos, long companionsCpuNanos, long allocatedBytes) {

    HubCosts since(HubCosts before) {
        return new HubCosts(cpuNanos - before.cpuNanos, companionsCpuNanos - before.companionsCpuNanos, allocatedBytes - before.allocatedBytes);
    }
}
