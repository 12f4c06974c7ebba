package dev.ordeal.contracts.dcs;

/**
 * What an agent may expect of its store, whichever it is: told on the twin by {@code
 * SimulatedDcsTest} and on a real etcd by {@code EtcdDcsIT}, story by story the same.
 */
public interface DcsContract
    extends LeaderKeyContract, KeysContract, LeaseContract, WatchContract, OutageContract {}
