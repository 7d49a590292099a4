/** An identity provider small enough for a unit test. */
@NullMarked
package io.communitycloud.common.testing.identity;

import org.jspecify.annotations.NullMarked;
