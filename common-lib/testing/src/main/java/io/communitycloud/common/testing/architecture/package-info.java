/** The house rules as tests, each with its reason. */
@NullMarked
package io.communitycloud.common.testing.architecture;

import org.jspecify.annotations.NullMarked;
