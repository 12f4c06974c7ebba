/** The program: puts the parts together. */
@NullMarked
package dev.ordeal.agent.main;

import org.jspecify.annotations.NullMarked;
