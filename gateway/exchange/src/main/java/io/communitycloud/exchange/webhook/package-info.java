/** Events that partners are told of by a signed call to an address of theirs, which is never one of ours. */
@NullMarked
package io.communitycloud.exchange.webhook;

import org.jspecify.annotations.NullMarked;
