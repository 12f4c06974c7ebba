package dev.ordeal.simulation.etcd;

import dev.ordeal.simulation.network.OsProcess;
import dev.ordeal.world.SimulatedWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * The consensus of one member while it runs: Raft with pre-vote, check-quorum and read-index, as
 * etcd uses it. A leader that has not heard of a majority for an election timeout steps down; who
 * has heard of a leader within one does not vote.
 */
final class Raft {
  private static final int NOBODY = -1;

  private final SimulatedWorld world;
  private final OsProcess process;
  private final Disk disk;
  private final int me;
  private final int members;
  private final Timing timing;
  private final Transport transport;
  private final Owner owner;
  private final RandomGenerator random;

  private Role role = Role.FOLLOWER;
  private int leader = NOBODY;
  private long commit;
  private long electionDue;
  private long heardOfLeader = Long.MIN_VALUE / 2;
  private int votes;
  private boolean[] voted;
  private final long[] match;
  private final long[] next;
  private final long[] echoed;
  private final boolean[] active;
  private long durable;
  private long reads;
  private long quorumCheck;
  private final List<Read> pendingReads = new ArrayList<>();

  /** What a member is at the moment. */
  enum Role {
    FOLLOWER,
    PRE_CANDIDATE,
    CANDIDATE,
    LEADER
  }

  /** All in nanoseconds. */
  record Timing(long heartbeat, long election, boolean preVote) {}

  /** How members reach each other; {@code arrival} runs at the receiver. */
  interface Transport {
    void send(int to, Consumer<Raft> arrival);

    /** A drawn time that a write to the disk takes, in nanoseconds. */
    long fsync();
  }

  /** Who hears of what has become of the log. */
  interface Owner {
    void applied(long index, Entry entry);

    void becameLeader();

    void lostLeadership();
  }

  private record Read(long number, Consumer<Long> then) {}

  Raft(
      SimulatedWorld world,
      OsProcess process,
      Disk disk,
      int me,
      int members,
      Timing timing,
      Transport transport,
      Owner owner,
      RandomGenerator random) {
    this.world = world;
    this.process = process;
    this.disk = disk;
    this.me = me;
    this.members = members;
    this.timing = timing;
    this.transport = transport;
    this.owner = owner;
    this.random = random;
    this.commit = disk.applied;
    this.durable = disk.last();
    this.voted = new boolean[members];
    this.match = new long[members];
    this.next = new long[members];
    this.echoed = new long[members];
    this.active = new boolean[members];
  }

  void start() {
    resetElection();
    watchElection(electionDue);
  }

  boolean leads() {
    return role == Role.LEADER;
  }

  /** The number of the leader; negative where none is known. */
  int leader() {
    return leader;
  }

  long term() {
    return disk.term;
  }

  private int majority() {
    return members / 2 + 1;
  }

  private void resetElection() {
    electionDue = world.nanos() + timing.election() + random.nextLong(timing.election());
  }

  private void watchElection(long at) {
    world.after(at - world.nanos(), () -> process.handle(() -> electionTimer(at)));
  }

  private void electionTimer(long plannedFor) {
    long now = world.nanos();
    if (now - plannedFor > timing.heartbeat()) {
      // It was frozen: ticks that were missed are not made up for.
      resetElection();
    } else if (role != Role.LEADER && now >= electionDue) {
      campaign(timing.preVote());
    }
    watchElection(Math.max(electionDue, now + timing.heartbeat()));
  }

  private void campaign(boolean preVote) {
    resetElection();
    leader = NOBODY;
    role = preVote ? Role.PRE_CANDIDATE : Role.CANDIDATE;
    voted = new boolean[members];
    voted[me] = true;
    votes = 1;
    long term = disk.term + 1;
    if (!preVote) {
      disk.term = term;
      disk.votedFor = me;
    }
    if (votes >= majority()) {
      won(preVote);
      return;
    }
    long last = disk.last();
    long lastTerm = disk.termAt(last);
    int from = me;
    for (int to = 0; to < members; to++) {
      if (to != me) {
        transport.send(to, other -> other.onVoteAsked(from, term, last, lastTerm, preVote));
      }
    }
  }

  private void onVoteAsked(int from, long term, long last, long lastTerm, boolean preVote) {
    boolean lease = role == Role.LEADER || world.nanos() - heardOfLeader < timing.election();
    if (lease) {
      return;
    }
    if (!preVote) {
      maybeNewTerm(term);
    }
    long mine = disk.last();
    boolean upToDate =
        lastTerm > disk.termAt(mine) || lastTerm == disk.termAt(mine) && last >= mine;
    boolean free =
        preVote
            ? term > disk.term
            : term == disk.term && (disk.votedFor == NOBODY || disk.votedFor == from);
    boolean granted = upToDate && free;
    if (granted && !preVote) {
      disk.votedFor = from;
      resetElection();
    }
    int voter = me;
    long answered = granted ? term : disk.term;
    world.after(
        preVote ? 0 : transport.fsync(),
        () ->
            process.handle(() ->
                transport.send(from, other -> other.onVote(voter, answered, granted, preVote))));
  }

  private void onVote(int from, long term, boolean granted, boolean preVote) {
    if (!granted) {
      maybeNewTerm(term);
      return;
    }
    boolean asked =
        preVote
            ? role == Role.PRE_CANDIDATE && term == disk.term + 1
            : role == Role.CANDIDATE && term == disk.term;
    if (asked && !voted[from]) {
      voted[from] = true;
      votes++;
      if (votes >= majority()) {
        won(preVote);
      }
    }
  }

  private void won(boolean preVote) {
    if (preVote) {
      campaign(false);
      return;
    }
    role = Role.LEADER;
    leader = me;
    for (int i = 0; i < members; i++) {
      match[i] = 0;
      next[i] = disk.last() + 1;
      active[i] = true;
      echoed[i] = reads;
    }
    match[me] = durable;
    quorumCheck = world.nanos() + timing.election();
    propose(new Command.Nothing(), 0);
    owner.becameLeader();
    long term = disk.term;
    world.after(timing.heartbeat(), () -> process.handle(() -> heartbeat(term)));
  }

  private void heartbeat(long term) {
    if (role != Role.LEADER || disk.term != term) {
      return;
    }
    if (world.nanos() >= quorumCheck && !hasQuorum()) {
      stepDown();
      return;
    }
    broadcast(true);
    world.after(timing.heartbeat(), () -> process.handle(() -> heartbeat(term)));
  }

  private boolean hasQuorum() {
    int seen = 1;
    for (int i = 0; i < members; i++) {
      if (i != me && active[i]) {
        seen++;
      }
      active[i] = false;
    }
    quorumCheck = world.nanos() + timing.election();
    return seen >= majority();
  }

  private void stepDown() {
    boolean led = role == Role.LEADER;
    role = Role.FOLLOWER;
    leader = NOBODY;
    pendingReads.clear();
    resetElection();
    if (led) {
      owner.lostLeadership();
    }
  }

  private void maybeNewTerm(long term) {
    if (term > disk.term) {
      disk.term = term;
      disk.votedFor = NOBODY;
      stepDown();
    }
  }

  /** Appends and sends; only a leader may be asked. */
  void propose(Command command, long request) {
    disk.append(new Entry(disk.term, command, request));
    long index = disk.last();
    long term = disk.term;
    world.after(
        transport.fsync(),
        () ->
            process.handle(() -> {
              durable = Math.max(durable, Math.min(index, disk.last()));
              if (role == Role.LEADER && disk.term == term) {
                match[me] = Math.max(match[me], durable);
                advanceCommit();
              }
            }));
    broadcast(false);
  }

  /** Sends what each does not have; on a heartbeat once more what is not confirmed. */
  private void broadcast(boolean heartbeat) {
    for (int to = 0; to < members; to++) {
      if (to != me) {
        sendTo(to, heartbeat);
      }
    }
  }

  private void sendTo(int to, boolean heartbeat) {
    boolean probing = match[to] == 0;
    long before = probing || !heartbeat ? next[to] - 1 : match[to];
    List<Entry> entries = disk.after(before);
    long beforeTerm = disk.termAt(before);
    long term = disk.term;
    long known = commit;
    long read = reads;
    int from = me;
    if (!probing) {
      next[to] = disk.last() + 1;
    }
    transport.send(
        to, other -> other.onAppend(from, term, before, beforeTerm, entries, known, read));
  }

  private void onAppend(
      int from,
      long term,
      long before,
      long beforeTerm,
      List<Entry> entries,
      long known,
      long read) {
    int follower = me;
    if (term < disk.term) {
      long mine = disk.term;
      transport.send(from, other -> other.onAppended(follower, mine, false, 0, read));
      return;
    }
    maybeNewTerm(term);
    if (role != Role.FOLLOWER) {
      role = Role.FOLLOWER;
    }
    leader = from;
    heardOfLeader = world.nanos();
    resetElection();
    if (before > disk.last() || disk.termAt(before) != beforeTerm) {
      long hint = Math.min(disk.last(), before - 1);
      transport.send(from, other -> other.onAppended(follower, term, false, hint, read));
      return;
    }
    boolean wrote = false;
    long index = before;
    for (Entry entry : entries) {
      index++;
      if (index <= disk.last() && disk.termAt(index) != entry.term()) {
        disk.truncateAfter(index - 1);
        durable = Math.min(durable, index - 1);
      }
      if (index > disk.last()) {
        disk.append(entry);
        wrote = true;
      }
    }
    long matched = index;
    commitTo(Math.min(known, matched));
    Runnable answer =
        () -> transport.send(from, other -> other.onAppended(follower, term, true, matched, read));
    if (wrote) {
      world.after(
          transport.fsync(),
          () ->
              process.handle(() -> {
                durable = Math.max(durable, Math.min(matched, disk.last()));
                answer.run();
              }));
    } else {
      answer.run();
    }
  }

  private void onAppended(int from, long term, boolean success, long matched, long read) {
    maybeNewTerm(term);
    if (role != Role.LEADER || term != disk.term) {
      return;
    }
    active[from] = true;
    echoed[from] = Math.max(echoed[from], read);
    confirmReads();
    if (!success) {
      next[from] = Math.max(1, Math.min(next[from] - 1, matched + 1));
      match[from] = 0;
      sendTo(from, false);
    } else if (matched > match[from]) {
      match[from] = matched;
      next[from] = Math.max(next[from], matched + 1);
      advanceCommit();
    }
  }

  private void advanceCommit() {
    long[] sorted = match.clone();
    java.util.Arrays.sort(sorted);
    long agreed = sorted[members - majority()];
    if (agreed > commit && disk.termAt(agreed) == disk.term) {
      commitTo(agreed);
      confirmReads();
    }
  }

  private void commitTo(long index) {
    commit = Math.max(commit, index);
    while (disk.applied < commit) {
      disk.applied++;
      owner.applied(disk.applied, disk.at(disk.applied));
    }
  }

  /**
   * Calls {@code then} with the index up to which a read must have been applied, once a majority
   * has confirmed that this member leads still; never where it does not.
   */
  void readIndex(Consumer<Long> then) {
    reads++;
    echoed[me] = reads;
    pendingReads.add(new Read(reads, then));
    if (members == 1) {
      confirmReads();
    } else {
      broadcast(true);
    }
  }

  private void confirmReads() {
    // A leader does not know what is committed before an entry of its own term is.
    if (pendingReads.isEmpty() || disk.termAt(commit) != disk.term) {
      return;
    }
    long[] sorted = echoed.clone();
    java.util.Arrays.sort(sorted);
    long confirmed = sorted[members - majority()];
    List<Read> ready = new ArrayList<>();
    pendingReads.removeIf(read -> read.number() <= confirmed && ready.add(read));
    ready.forEach(read -> read.then().accept(commit));
  }
}
