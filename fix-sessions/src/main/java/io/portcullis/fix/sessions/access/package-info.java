/** Who may connect and log on: certificates, addresses, passwords, and what is said of those who may not. */
@NullMarked
package io.portcullis.fix.sessions.access;

import org.jspecify.annotations.NullMarked;
