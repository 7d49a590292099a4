/** What stands in the test's store. */
@NullMarked
package io.communitycloud.common.testing.store;

import org.jspecify.annotations.NullMarked;
