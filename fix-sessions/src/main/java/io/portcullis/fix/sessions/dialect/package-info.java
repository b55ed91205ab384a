/** What was agreed with one counterparty beyond the standard: its dictionary overlay and the rules that change messages on their way in and out. */
@NullMarked
package io.portcullis.fix.sessions.dialect;

import org.jspecify.annotations.NullMarked;
