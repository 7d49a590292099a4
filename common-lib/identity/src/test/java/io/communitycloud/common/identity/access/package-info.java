/** Trials of identity's access. */
@NullMarked
package io.communitycloud.common.identity.access;

import org.jspecify.annotations.NullMarked;
