/** A clock that tests move by hand. */
@NullMarked
package io.communitycloud.common.testing.clock;

import org.jspecify.annotations.NullMarked;
