package dev.ordeal.simulation.etcd;

/**
 * An entry of the log.
 *
 * @param request by which the member that proposed it knows who waits for it; 0 for nobody
 */
record Entry(long term, Command command, long request) {}
