/** What can be traded: instruments with their tick tables and lots, and the prices and books known of them. */
@NullMarked
package io.portcullis.oms.instrument;

import org.jspecify.annotations.NullMarked;
