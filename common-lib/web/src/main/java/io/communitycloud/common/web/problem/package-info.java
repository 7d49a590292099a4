/** Every error leaves as RFC 9457 problem+json in the caller's language. */
@NullMarked
package io.communitycloud.common.web.problem;

import org.jspecify.annotations.NullMarked;
