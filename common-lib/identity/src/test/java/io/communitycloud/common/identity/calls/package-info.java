/** Calls to other services, tried against a provider of the test's own. */
@NullMarked
package io.communitycloud.common.identity.calls;

import org.jspecify.annotations.NullMarked;
