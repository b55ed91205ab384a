/** Tells what other limits would have refused on a day that is in the event log. */
@NullMarked
package io.portcullis.server.dryrun;

import org.jspecify.annotations.NullMarked;
