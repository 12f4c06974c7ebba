/** The REST API of Patroni's contract. */
@NullMarked
package dev.ordeal.agent.rest;

import org.jspecify.annotations.NullMarked;
