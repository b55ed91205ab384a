/** The command line: each class is one way to run Portcullis. */
@NullMarked
package io.portcullis.server.cli;

import org.jspecify.annotations.NullMarked;
