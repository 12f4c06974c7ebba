/** Certificates and keys as files, and what TLS makes of them on either side of a connection. */
@NullMarked
package dev.ordeal.agent.tls;

import org.jspecify.annotations.NullMarked;
