/** Who calls, what they may touch and why they look: caller, scope, the access law and purposes. */
@NullMarked
package io.communitycloud.common.identity;

import org.jspecify.annotations.NullMarked;
