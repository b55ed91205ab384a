/** Shows and steers. The admin console. */
@NullMarked
package io.portcullis.admin;

import org.jspecify.annotations.NullMarked;
