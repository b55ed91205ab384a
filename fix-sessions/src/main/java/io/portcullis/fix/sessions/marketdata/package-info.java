/** Market data out to clients: their subscriptions, and the newest state of each at the pace that was agreed. */
@NullMarked
package io.portcullis.fix.sessions.marketdata;

import org.jspecify.annotations.NullMarked;
