/** The holders to account, held to account. */
@NullMarked
package io.communitycloud.common.testing.contract;

import org.jspecify.annotations.NullMarked;
