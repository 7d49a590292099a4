/** The bindings to systems made for a browser: forms go in; pages, forms or XML within pages come out. */
@NullMarked
package io.communitycloud.exchange.wire.form;

import org.jspecify.annotations.NullMarked;
