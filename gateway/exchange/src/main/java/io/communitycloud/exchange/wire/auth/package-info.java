/** How systems ask who we are where that needs a signature, a certificate or a token of their own. */
@NullMarked
package io.communitycloud.exchange.wire.auth;

import org.jspecify.annotations.NullMarked;
