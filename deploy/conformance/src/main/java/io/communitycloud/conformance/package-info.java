/** Plays the platform to a partner's client and says what the client does wrong. */
@NullMarked
package io.communitycloud.conformance;

import org.jspecify.annotations.NullMarked;
