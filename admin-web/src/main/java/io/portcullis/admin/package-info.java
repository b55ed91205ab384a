/** Shows and steers: the admin console's page, REST, WebSocket and probes, served over the read model. */
@NullMarked
package io.portcullis.admin;

import org.jspecify.annotations.NullMarked;
