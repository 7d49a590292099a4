/** Breaks every rule once. */
@NullMarked
package io.communitycloud.common.testing.architecture;

import org.jspecify.annotations.NullMarked;
