/** Writes what happens to orders as structured log lines: one a line of a file, to be found by the client's ClOrdID(11). */
@NullMarked
package io.portcullis.server.orderlog;

import org.jspecify.annotations.NullMarked;
