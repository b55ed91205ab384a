/** The binary form of event records and snapshots. */
@NullMarked
package io.portcullis.oms.codec;

import org.jspecify.annotations.NullMarked;
