/** The credentials that the systems check and the exchange presents. */
@NullMarked
package io.communitycloud.legacy.secret;

import org.jspecify.annotations.NullMarked;
