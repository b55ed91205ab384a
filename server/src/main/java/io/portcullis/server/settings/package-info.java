/** Reads the installation's files: every value checked, every unknown key an error that says where it stands. */
@NullMarked
package io.portcullis.server.settings;

import org.jspecify.annotations.NullMarked;
