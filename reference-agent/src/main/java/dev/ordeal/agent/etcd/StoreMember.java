package dev.ordeal.agent.etcd;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One member of etcd, in the terms of its v3 API: what {@link EtcdDcs} needs of it and nothing
 * more. Calls wait at most for their limit. Reads are linearizable.
 */
public interface StoreMember extends AutoCloseable {
  /** Everything below {@code prefix}, of one revision; keys without the prefix. */
  Range range(String prefix, Duration limit) throws MemberFailure;

  /** Writes, all or none, where every condition holds. */
  Transacted transact(List<Condition> when, List<Write> then, Duration limit) throws MemberFailure;

  /** Writes one key whatever it was. */
  void put(Write.Put write, Duration limit) throws MemberFailure;

  /** Deletes one key; one that is absent is no error. */
  void delete(String key, Duration limit) throws MemberFailure;

  /** A new lease of at least so many seconds; its number. */
  long grant(long seconds, Duration limit) throws MemberFailure;

  /** Renews a lease; the seconds that it has now, 0 where it is gone. */
  long keepAlive(long lease, Duration limit) throws MemberFailure;

  /** The whole seconds that a lease has left, -1 where it is gone. It is not renewed by that. */
  long timeToLive(long lease, Duration limit) throws MemberFailure;

  /** Follows everything below {@code prefix} from now on, for ever, over every interruption. */
  void follow(String prefix, Follower follower);

  @Override
  void close();

  /** A key's value, its revision and its lease, 0 for none. */
  record Entry(String value, long modRevision, long lease) {}

  /** What stands below a prefix. */
  record Range(Map<String, Entry> entries, long revision) {}

  /** Whether the conditions held, and the store's revision afterwards. */
  record Transacted(boolean succeeded, long revision) {}

  /** What must hold for a transaction. */
  sealed interface Condition {
    String key();

    /** The key does not exist. */
    record Absent(String key) implements Condition {}

    /** The key was last changed at that revision; 0 while it does not exist. */
    record Unchanged(String key, long modRevision) implements Condition {}

    /** The key has that value. */
    record Holds(String key, String value) implements Condition {}
  }

  /** What a transaction does. */
  sealed interface Write {
    String key();

    /**
     * Sets a key.
     *
     * @param lease with which it ends; 0 for none
     */
    record Put(String key, String value, long lease) implements Write {}

    /** Removes a key. */
    record Delete(String key) implements Write {}
  }

  /** Who hears of changes. From any thread. */
  interface Follower {
    /** {@code key}, without the prefix, was changed by the revision. */
    void changed(String key, long revision);

    /** Following began, or began again: something may have been missed. */
    void interrupted();
  }
}
