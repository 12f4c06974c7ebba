package dev.ordeal.contracts.postgres;

/**
 * What an agent may expect of its server, whichever it is: told on the twin by {@code
 * SimulatedPostgresTest} and on a real PostgreSQL by {@code PostgresServerIT}, story by story the
 * same. Sees nothing but the agent, so that it can be told wherever the agent runs.
 */
public interface PostgresContract
    extends LookContract,
        LifeContract,
        StreamingContract,
        PromotionContract,
        DivergenceContract,
        SynchronousContract,
        SettingsContract {}
