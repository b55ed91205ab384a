/** Names. FIX dictionaries and the mapping of FIX code sets. */
@NullMarked
package io.portcullis.fix.dictionaries;

import org.jspecify.annotations.NullMarked;
