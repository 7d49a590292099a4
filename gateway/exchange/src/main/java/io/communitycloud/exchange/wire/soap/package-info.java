/** The binding to systems that speak SOAP 1.1 or 1.2, and the two ways they ask who we are. */
@NullMarked
package io.communitycloud.exchange.wire.soap;

import org.jspecify.annotations.NullMarked;
