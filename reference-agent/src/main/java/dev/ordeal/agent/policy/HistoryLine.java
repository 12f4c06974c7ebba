package dev.ordeal.agent.policy;

import dev.ordeal.names.Lsn;
import java.util.Optional;

/**
 * One end of a timeline, as a line of the key {@code history}.
 *
 * @param timeline that ended
 * @param at where it ended
 * @param reason PostgreSQL's words, {@code no recovery target specified}
 * @param time when, as ISO 8601 text
 * @param newLeader who was promoted
 */
public record HistoryLine(
    int timeline, Lsn at, String reason, Optional<String> time, Optional<String> newLeader) {}
