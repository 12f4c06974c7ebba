package dev.ordeal.containers.measures;

/**
 * What the process of a node's agent uses, its guardian not counted.
 *
 * @param use its resident memory and its processor time
 * @param threads of the operating system
 * @param openFiles files, sockets and pipes
 */
public record AgentUse(PartUse use, int threads, int openFiles) {}
