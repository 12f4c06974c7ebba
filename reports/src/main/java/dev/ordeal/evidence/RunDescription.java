package dev.ordeal.evidence;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What ran: {@code run.json}. Wall-clock times, paths and host names stand here and nowhere else.
 *
 * @param schema the version of the records, {@link Event#SCHEMA}
 * @param scenario the scenario's title
 * @param scenarioFile the name of its file, without folders
 * @param scenarioSha256 of the file's bytes; a copy of the file stands in the run folder
 * @param incident where the case comes from; empty when the scenario names none
 * @param world {@code containers} or {@code simulated}
 * @param startedAt the instant zero of the events, by the wall clock; ISO 8601, UTC
 * @param nodes the PostgreSQL nodes, in order
 * @param storeMembers the members of the configuration store
 * @param synchronousStandbys how many standbys must confirm a commit; 0 for asynchronous
 *     replication
 * @param agentTiming {@code ttl}, {@code loop_wait}, {@code retry_timeout}, in seconds
 * @param versions of everything that ran: server, agent, store, proxy, image digests
 * @param machine processors, memory, kernel, engine
 */
public record RunDescription(
    int schema,
    String scenario,
    String scenarioFile,
    String scenarioSha256,
    String incident,
    String environment,
    String agent,
    String world,
    long seed,
    String startedAt,
    List<String> nodes,
    List<String> storeMembers,
    List<String> proxies,
    int synchronousStandbys,
    String balance,
    SortedMap<String, Double> agentTiming,
    SortedMap<String, String> versions,
    SortedMap<String, String> machine) {
  public RunDescription {
    nodes = List.copyOf(nodes);
    storeMembers = List.copyOf(storeMembers);
    proxies = List.copyOf(proxies);
    agentTiming = new TreeMap<>(agentTiming);
    versions = new TreeMap<>(versions);
    machine = new TreeMap<>(machine);
  }

  /** The same run with the versions that are known by now. */
  public RunDescription withVersions(SortedMap<String, String> known) {
    return new RunDescription(
        schema,
        scenario,
        scenarioFile,
        scenarioSha256,
        incident,
        environment,
        agent,
        world,
        seed,
        startedAt,
        nodes,
        storeMembers,
        proxies,
        synchronousStandbys,
        balance,
        agentTiming,
        known,
        machine);
  }
}
