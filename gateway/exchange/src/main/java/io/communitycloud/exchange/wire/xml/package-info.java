/** XML read without document types and foreign entities, and the binding to systems that speak it over HTTP. */
@NullMarked
package io.communitycloud.exchange.wire.xml;

import org.jspecify.annotations.NullMarked;
