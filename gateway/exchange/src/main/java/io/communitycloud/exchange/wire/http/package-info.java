/** What all bindings over HTTP share: one client, signing, time-outs that end the call, bounded answers. */
@NullMarked
package io.communitycloud.exchange.wire.http;

import org.jspecify.annotations.NullMarked;
