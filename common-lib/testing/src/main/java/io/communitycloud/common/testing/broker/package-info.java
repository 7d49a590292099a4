/** Events as other services tell and hear them, on the test's broker. */
@NullMarked
package io.communitycloud.common.testing.broker;

import org.jspecify.annotations.NullMarked;
