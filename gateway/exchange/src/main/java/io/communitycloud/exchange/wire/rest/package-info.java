/** The binding to systems that speak JSON over HTTP. */
@NullMarked
package io.communitycloud.exchange.wire.rest;

import org.jspecify.annotations.NullMarked;
