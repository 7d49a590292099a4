/** How a service calls another, as itself. */
@NullMarked
package io.communitycloud.common.identity.calls;

import org.jspecify.annotations.NullMarked;
