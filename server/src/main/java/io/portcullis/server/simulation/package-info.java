/** Runs the production core, risk and router through whole trading days of seeded mischief on a virtual clock, and checks after every step that nothing is lost, doubled or miscounted. */
@NullMarked
package io.portcullis.server.simulation;

import org.jspecify.annotations.NullMarked;
