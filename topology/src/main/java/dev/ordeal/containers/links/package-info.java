/** The links of an environment: Toxiproxy's proxies and the packet filter in front of them. */
@NullMarked
package dev.ordeal.containers.links;

import org.jspecify.annotations.NullMarked;
