/** The Linux watchdog device, which resets the machine when nobody feeds it any more. */
@NullMarked
package dev.ordeal.agent.watchdog;

import org.jspecify.annotations.NullMarked;
