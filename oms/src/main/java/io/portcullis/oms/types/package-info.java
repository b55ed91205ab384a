/** The values of the order domain: exact quantities, prices and money, names of things, FIX code sets and the reasons for refusals. */
@NullMarked
package io.portcullis.oms.types;

import org.jspecify.annotations.NullMarked;
